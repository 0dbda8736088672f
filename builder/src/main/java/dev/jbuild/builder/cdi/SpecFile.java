package dev.jbuild.builder.cdi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A CDI file: devices of one kind. What it is to look like is in SPEC.md of the Container Device
 * Interface, versions 0.3.0 to 1.1.0.
 *
 * @param kind {@code vendor/class}
 * @param edits made where any of its devices is used
 */
record SpecFile(
    Path path,
    String kind,
    ImmutableMap<String, String> annotations,
    Edits edits,
    ImmutableList<Device> devices) {
  private static final List<String> VERSIONS =
      List.of("0.3.0", "0.4.0", "0.5.0", "0.6.0", "0.7.0", "0.8.0", "1.0.0", "1.1.0");
  private static final Pattern KIND =
      Pattern.compile(
          "[A-Za-z]([A-Za-z0-9_.-]*[A-Za-z0-9])?/[A-Za-z]([A-Za-z0-9_.-]*[A-Za-z0-9])?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.:-]*[A-Za-z0-9])?");

  /** One of its devices. */
  record Device(String name, ImmutableMap<String, String> annotations, Edits edits) {}

  static SpecFile read(Path file) throws IOException, SpecException {
    byte[] bytes = Files.readAllBytes(file);
    boolean isJson = file.toString().endsWith(".json");
    Value value = isJson ? JsonValues.read(file, bytes) : YamlValues.read(file, bytes);
    SpecObject top =
        SpecObject.of(file, value)
            .allow(Set.of("cdiVersion", "kind", "annotations", "devices", "containerEdits"));
    String version = top.text("cdiVersion");
    if (!VERSIONS.contains(version)) {
      throw top.wrong(
          "cdiVersion",
          "the version \"" + version + "\" is not known: " + String.join(", ", VERSIONS));
    }
    String kind = top.text("kind");
    if (!isKind(kind)) {
      throw top.wrong("kind", "\"" + kind + "\" is not vendor/class");
    }
    return new SpecFile(
        file, kind, top.textMap("annotations"), EditsReader.read(top), devices(top));
  }

  static boolean isKind(String text) {
    return KIND.matcher(text).matches();
  }

  private static ImmutableList<Device> devices(SpecObject top) throws SpecException {
    ImmutableList.Builder<Device> devices = ImmutableList.builder();
    Set<String> names = new HashSet<>();
    for (SpecObject device : top.objects("devices")) {
      device.allow(Set.of("name", "annotations", "containerEdits"));
      String name = device.text("name");
      if (!NAME.matcher(name).matches()) {
        throw device.wrong("name", "\"" + name + "\" can't be the name of a device");
      }
      if (!names.add(name)) {
        throw device.wrong("name", "the device \"" + name + "\" is there twice");
      }
      devices.add(new Device(name, device.textMap("annotations"), EditsReader.read(device)));
    }
    if (names.isEmpty()) {
      throw new SpecException(top.file(), top.value().at(), "there are no devices in the file");
    }
    return devices.build();
  }
}

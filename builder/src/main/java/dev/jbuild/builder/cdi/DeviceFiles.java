package dev.jbuild.builder.cdi;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The devices that the CDI files of some directories describe. */
public final class DeviceFiles {
  /** Where machines have them. */
  public static final ImmutableList<Path> DIRECTORIES =
      ImmutableList.of(Path.of("/etc/cdi"), Path.of("/var/run/cdi"));

  private final ImmutableList<Path> directories;
  private final Map<String, Described> devices = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * A device as it is found.
   *
   * @param directory of its file, by its place among the directories
   * @param other another file of that directory that has it too
   */
  record Described(SpecFile file, SpecFile.Device device, int directory, List<Path> other) {
    String name() {
      return file.kind() + "=" + device.name();
    }
  }

  private DeviceFiles(ImmutableList<Path> directories) {
    this.directories = directories;
  }

  /**
   * Reads them all.
   *
   * @param directories a later one's devices win over those of earlier ones; they may be missing
   */
  public static DeviceFiles read(List<Path> directories) throws IOException {
    DeviceFiles files = new DeviceFiles(ImmutableList.copyOf(directories));
    for (int index = 0; index < directories.size(); index++) {
      files.readDirectory(directories.get(index), index);
    }
    return files;
  }

  private void readDirectory(Path directory, int index) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{json,yaml}")) {
      found.forEach(files::add);
    }
    Collections.sort(files);
    for (Path file : files) {
      readFile(file, index);
    }
  }

  private void readFile(Path file, int index) {
    try {
      SpecFile spec = SpecFile.read(file);
      spec.devices().forEach(device -> add(new Described(spec, device, index, List.of())));
    } catch (SpecException e) {
      problems.add(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      problems.add(file + ": can't be read: " + e);
    }
  }

  private void add(Described found) {
    devices.merge(
        found.name(),
        found,
        (before, next) ->
            before.directory() < next.directory()
                ? next
                : new Described(
                    before.file(),
                    before.device(),
                    before.directory(),
                    List.of(next.file().path())));
  }

  /** Full names, sorted. */
  public ImmutableList<String> names() {
    return ImmutableList.copyOf(devices.keySet());
  }

  /** What is wrong with files that can't be used. */
  public ImmutableList<String> problems() {
    return ImmutableList.copyOf(problems);
  }

  /** Where the files were looked for. */
  public ImmutableList<Path> directories() {
    return directories;
  }

  ImmutableList<Described> all() {
    return ImmutableList.copyOf(devices.values());
  }
}

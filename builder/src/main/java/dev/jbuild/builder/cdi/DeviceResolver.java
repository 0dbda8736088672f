package dev.jbuild.builder.cdi;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.builder.cdi.DeviceFiles.Described;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.StepDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the devices that a RUN names, and what they change in its container. */
public final class DeviceResolver {
  private static final String CLASS_ANNOTATION = "org.mobyproject.buildkit.device.class";

  private final DeviceFiles files;
  private final Consumer<String> notes;

  private DeviceResolver(DeviceFiles files, Consumer<String> notes) {
    this.files = files;
    this.notes = notes;
  }

  /**
   * Reads the files and finds the devices.
   *
   * @param directories of CDI files, the most important one last
   * @param notes hears of devices that the command goes without
   * @throws BuildFailedException when one is required and not there, or can't be used
   */
  public static GivenDevices resolve(
      List<StepDevice> wanted, List<Path> directories, Consumer<String> notes)
      throws IOException, BuildFailedException {
    if (wanted.isEmpty()) {
      return GivenDevices.NONE;
    }
    DeviceFiles files = DeviceFiles.read(directories);
    return new DeviceResolver(files, notes).resolve(wanted);
  }

  private GivenDevices resolve(List<StepDevice> wanted) throws IOException, BuildFailedException {
    ImmutableSet.Builder<Described> found = ImmutableSet.builder();
    for (StepDevice device : wanted) {
      found.addAll(find(device));
    }
    Edits edits = Edits.NONE;
    Set<Path> used = new HashSet<>();
    for (Described device : found.build()) {
      requireUnique(device);
      if (used.add(device.file().path())) {
        edits = edits.with(device.file().edits());
      }
      edits = edits.with(device.device().edits());
    }
    for (DeviceNode node : edits.nodes()) {
      check(node);
    }
    if (!used.isEmpty()) {
      files.problems().forEach(problem -> notes.accept("CDI file not used: " + problem));
    }
    return GivenDevices.of(edits);
  }

  private ImmutableList<Described> find(StepDevice wanted) throws BuildFailedException {
    ImmutableList<Described> found = matching(wanted.name());
    if (found.isEmpty() && wanted.required()) {
      throw new BuildFailedException(missing(wanted.name()));
    }
    if (found.isEmpty()) {
      notes.accept("the device " + wanted.name() + " is not there: RUN goes on without it");
    }
    return found;
  }

  /** As BuildKit has it: the first of a kind, all, one by its name, or those of a class. */
  private ImmutableList<Described> matching(String wanted) throws BuildFailedException {
    int equals = wanted.indexOf('=');
    String kind = equals < 0 ? wanted : wanted.substring(0, equals);
    String name = equals < 0 ? "" : wanted.substring(equals + 1);
    if (!SpecFile.isKind(kind)) {
      throw new BuildFailedException(
          "invalid device \"" + wanted + "\": write vendor.com/class, or vendor.com/class=name");
    }
    ImmutableList<Described> ofKind = select(files.all(), one -> one.file().kind().equals(kind));
    return switch (name) {
      case "" -> ofKind.stream().limit(1).collect(toImmutableList());
      case "*" -> ofKind;
      default -> {
        ImmutableList<Described> named = select(ofKind, one -> one.device().name().equals(name));
        yield named.isEmpty() ? select(ofKind, one -> isOfClass(one, name)) : named;
      }
    };
  }

  private static ImmutableList<Described> select(
      List<Described> devices, Predicate<Described> predicate) {
    return devices.stream().filter(predicate).collect(toImmutableList());
  }

  private static boolean isOfClass(Described described, String name) {
    return Optional.ofNullable(described.device().annotations().get(CLASS_ANNOTATION))
        .or(() -> Optional.ofNullable(described.file().annotations().get(CLASS_ANNOTATION)))
        .filter(name::equals)
        .isPresent();
  }

  private static void requireUnique(Described device) throws BuildFailedException {
    if (!device.other().isEmpty()) {
      throw new BuildFailedException(
          "the device "
              + device.name()
              + " is in two CDI files: "
              + device.file().path()
              + " and "
              + device.other().getFirst()
              + "; remove it from one");
    }
  }

  private void check(DeviceNode node) throws IOException, BuildFailedException {
    Optional<String> problem = node.problem();
    if (problem.isPresent()) {
      throw new BuildFailedException("the device can't be used: " + problem.get());
    }
    node.difference().ifPresent(notes);
  }

  private String missing(String wanted) {
    String places =
        files.directories().stream().map(Path::toString).collect(Collectors.joining(", "));
    StringBuilder message = new StringBuilder("required device \"" + wanted + "\" not found in ");
    message.append(places);
    if (files.names().isEmpty()) {
      message.append(", which describe no devices");
    } else {
      message.append(", which have ").append(String.join(", ", files.names()));
    }
    message.append("; with required=false RUN goes on without it");
    files.problems().forEach(problem -> message.append("\nnot used: ").append(problem));
    return message.toString();
  }
}

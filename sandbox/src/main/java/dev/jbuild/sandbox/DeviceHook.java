package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program of this machine that prepares a container when all is mounted in it and its command has
 * not begun. It gets the container's state on its standard input, as the OCI runtime specification
 * has it.
 *
 * @param place what it sees
 * @param args without the program's own name
 * @param env its whole environment
 * @param timeout how long it may take; empty for as long as it wants
 */
public record DeviceHook(
    Place place,
    Path program,
    ImmutableList<String> args,
    ImmutableMap<String, String> env,
    Optional<Duration> timeout) {

  public DeviceHook(
      Place place,
      Path program,
      List<String> args,
      Map<String, String> env,
      Optional<Duration> timeout) {
    this(place, program, ImmutableList.copyOf(args), ImmutableMap.copyOf(env), timeout);
  }

  /** Whose namespaces a hook runs in; the files of the machine are seen from both. */
  public enum Place {
    /** Those of the worker: {@code prestart}, {@code createRuntime}. */
    RUNTIME,
    /** Those of the container: {@code createContainer}. */
    CONTAINER
  }
}

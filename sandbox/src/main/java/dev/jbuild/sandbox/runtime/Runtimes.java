package dev.jbuild.sandbox.runtime;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.RuntimeChoice;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runtimes that may be used, the best first. What a machine allows shows when a container is
 * made: as long as a runtime has made none, the next one may take its place.
 */
public final class Runtimes implements AutoCloseable {
  private final OverlayMode mode;
  private final Path directory;
  private final Deque<RuntimeChoice> left;
  private RuntimeChoice choice;
  private ContainerRuntime current;
  private boolean hasMadeContainers;

  private Runtimes(OverlayMode mode, Path directory, Collection<RuntimeChoice> candidates)
      throws IOException {
    this.mode = mode;
    this.directory = directory;
    this.left = new ArrayDeque<>(candidates);
    this.choice = left.removeFirst();
    this.current = open(choice);
  }

  /**
   * Finds the programs.
   *
   * @param directory of the worker's own, for bookkeeping
   * @throws SandboxUnavailableException when the one asked for is not there
   */
  public static Runtimes open(RuntimeChoice choice, OverlayMode mode, Path directory)
      throws IOException {
    return new Runtimes(mode, directory, candidates(choice));
  }

  private static ImmutableList<RuntimeChoice> candidates(RuntimeChoice choice)
      throws SandboxUnavailableException {
    List<RuntimeChoice> installed =
        Stream.of(RuntimeChoice.CRUN, RuntimeChoice.RUNC)
            .filter(oci -> Programs.find(oci.title()).isPresent())
            .toList();
    return switch (choice) {
      case AUTO ->
          Stream.concat(installed.stream(), Stream.of(RuntimeChoice.BUILTIN))
              .collect(toImmutableList());
      case OCI -> {
        if (installed.isEmpty()) {
          throw new SandboxUnavailableException(
              "there is neither crun nor runc in "
                  + Programs.PATH
                  + ": install the package crun, or let RUN do without"
                  + " (--isolation=namespace)");
        }
        yield ImmutableList.copyOf(installed);
      }
      case CRUN, RUNC, BUILTIN, CHROOT -> ImmutableList.of(choice);
    };
  }

  private ContainerRuntime open(RuntimeChoice next) throws IOException {
    Path state = Files.createDirectory(directory.resolve("runtime-" + next));
    return switch (next) {
      case CRUN -> OciRuntime.crun(Programs.require("crun", "crun"), state, mode);
      case RUNC -> OciRuntime.runc(Programs.require("runc", "runc"), state, mode);
      case BUILTIN -> BuiltinRuntime.find(mode, state);
      case CHROOT -> ChrootRuntime.find(state);
      case AUTO, OCI -> throw new IllegalStateException("several, not one: " + next);
    };
  }

  /** The one to use. */
  public synchronized ContainerRuntime current() {
    return current;
  }

  /** It made a container: it stays. */
  public synchronized void keep() {
    hasMadeContainers = true;
  }

  /**
   * Puts the next one in the place of one that made no container. Does nothing where that was done
   * before, for another run.
   *
   * @return what to tell about it
   * @throws SandboxUnavailableException when it is the last, or has made containers before
   */
  public synchronized String replace(ContainerRuntime failed) throws IOException {
    String fact = choice.title() + " made no container";
    if (failed == current) {
      if (hasMadeContainers || left.isEmpty()) {
        throw new SandboxUnavailableException(
            fact + " (what it said is above): `jbuild doctor` tells what works on this machine");
      }
      current.close();
      choice = left.removeFirst();
      current = open(choice);
    }
    return fact + ": RUN goes on with " + choice.title();
  }

  @Override
  public synchronized void close() throws IOException {
    current.close();
  }
}

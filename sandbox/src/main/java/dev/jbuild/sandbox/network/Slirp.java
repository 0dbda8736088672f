package dev.jbuild.sandbox.network;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.linux.NetworkNamespace;
import dev.jbuild.sandbox.runtime.HostProcess;
import dev.jbuild.sandbox.runtime.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A slirp4netns that serves one network namespace. The addresses are those that it always gives:
 * slirp4netns(1), "DESCRIPTION".
 */
record Slirp(Process process) implements AutoCloseable {
  static final String NAME_SERVER = "10.0.2.3";
  static final String GATEWAY = "10.0.2.2";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(1);

  /** It says on descriptor 3 that it is ready, and all else where nobody waits for its end. */
  private static final String SCRIPT = "exec \"$@\" 3>&1 >&2";

  /** The largest packets that it takes: the network is fastest with them. */
  private static final ImmutableList<String> OPTIONS =
      ImmutableList.of(
          "--configure",
          "--mtu=65520",
          "--disable-host-loopback",
          "--ready-fd=3",
          "--netns-type=path");

  /** How it gives up what it does not need, the strictest first: not each machine has it all. */
  private static final ImmutableList<ImmutableList<String>> CONFINEMENTS =
      ImmutableList.of(
          ImmutableList.of("--enable-sandbox", "--enable-seccomp"),
          ImmutableList.of("--enable-sandbox"),
          ImmutableList.of());

  /** Throws IOException where it is not installed. */
  static Path find() throws IOException {
    return Programs.find("slirp4netns")
        .orElseThrow(() -> new IOException("slirp4netns is not installed (package slirp4netns)"));
  }

  /** Starts one, and waits until the namespace is connected. */
  static Slirp start(Path program, NetworkNamespace namespace, Path log)
      throws IOException, InterruptedException {
    for (List<String> confinement : CONFINEMENTS) {
      Slirp slirp = launch(program, confinement, namespace, log);
      if (slirp.isReady()) {
        return slirp;
      }
      slirp.close();
    }
    throw new IOException("slirp4netns does not work: " + said(log));
  }

  private static Slirp launch(
      Path program, List<String> confinement, NetworkNamespace namespace, Path log)
      throws IOException {
    ImmutableList<String> command =
        ImmutableList.<String>builder()
            .add("sh", "-c", SCRIPT, "sh", program.toString())
            .addAll(OPTIONS)
            .addAll(confinement)
            .add(namespace.file().toString(), "tap0")
            .build();
    ProcessBuilder builder = HostProcess.builder(command);
    return new Slirp(
        builder.redirectInput(Path.of("/dev/null").toFile()).redirectError(log.toFile()).start());
  }

  private boolean isReady() throws IOException, InterruptedException {
    InputStream sign = process.getInputStream();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (sign.available() == 0) {
      if (!process.isAlive() || System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }

  private static String said(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> !line.startsWith("WARNING"))
        .findFirst()
        .orElse("it said nothing");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

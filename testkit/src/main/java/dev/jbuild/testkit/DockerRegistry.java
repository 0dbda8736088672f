package dev.jbuild.testkit;

import dev.jbuild.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's {@code docker-registry}, started for a test on a port of its own on 127.0.0.1, with its
 * storage in a temporary directory; both go with {@link #close}.
 *
 * <pre>{@code
 * try (DockerRegistry registry = DockerRegistry.start()) {
 *   push(image, registry.reference("team/app:1"));
 * }
 * }</pre>
 */
public final class DockerRegistry implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:[0-9]+)");

  private final TemporaryDirectory directory;
  private final Process process;
  private final String address;

  private DockerRegistry(TemporaryDirectory directory, Process process, String address) {
    this.directory = directory;
    this.process = process;
    this.address = address;
  }

  /** Plain HTTP, open to all. */
  public static DockerRegistry start() throws IOException {
    return start(DockerRegistryOptions.open());
  }

  /** Plain HTTP; every request needs this user and password (Basic). */
  public static DockerRegistry startWithHtpasswd(String user, String password) throws IOException {
    return start(directory -> {
      Path file = directory.resolve("htpasswd");
      Files.writeString(file, Htpasswd.line(user, password));
      return DockerRegistryOptions.open().withHtpasswd(file);
    });
  }

  /** Any set-up. Returns once the registry listens; throws IOException with its log if not. */
  public static DockerRegistry start(DockerRegistryOptions options) throws IOException {
    return start(_ -> options);
  }

  private static DockerRegistry start(Setup setup) throws IOException {
    TemporaryDirectory directory = TemporaryDirectory.create("docker-registry");
    Path config = directory.path().resolve("config.yml");
    Path log = directory.path().resolve("log");
    Files.writeString(
        config, setup.optionsIn(directory.path()).yaml(directory.path().resolve("storage")));
    Process process =
        new ProcessBuilder("docker-registry", "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new DockerRegistry(directory, process, awaitAddress(process, log));
  }

  private static String awaitAddress(Process process, Path log) throws IOException {
    Instant limit = Instant.now().plus(START_LIMIT);
    while (process.isAlive() && Instant.now().isBefore(limit)) {
      Optional<String> address = address(log);
      if (address.isPresent()) {
        return address.get();
      }
      pause();
    }
    process.destroyForcibly();
    throw new IOException("docker-registry does not start:\n" + Files.readString(log));
  }

  private static Optional<String> address(Path log) throws IOException {
    Matcher matcher = LISTENING.matcher(Files.readString(log));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while docker-registry starts", e);
    }
  }

  /** Host and port, such as {@code 127.0.0.1:43017}. */
  public String address() {
    return address;
  }

  /** A name in this registry: {@code repository[:tag][@digest]}. */
  public ImageReference reference(String name) {
    return ImageReference.parse(address + "/" + name);
  }

  /** What the registry has logged so far, one line for each request. */
  public String log() throws IOException {
    return Files.readString(directory.path().resolve("log"));
  }

  /** Where the registry keeps its blobs: {@code docker/registry/v2/blobs/sha256/...} below. */
  public Path storage() {
    return directory.path().resolve("storage");
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    directory.close();
  }

  /** Options that need files in the registry's own directory. */
  @FunctionalInterface
  private interface Setup {
    DockerRegistryOptions optionsIn(Path directory) throws IOException;
  }
}

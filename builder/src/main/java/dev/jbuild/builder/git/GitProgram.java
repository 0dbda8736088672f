package dev.jbuild.builder.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** Runs git in a directory, with an environment that is all ours. */
final class GitProgram {
  private static final int MOST_OUTPUT = 1 << 26;
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  private final Path directory;
  private final ImmutableMap<String, String> environment;

  GitProgram(Path directory, ImmutableMap<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** What a command printed, and whether it succeeded. */
  record Outcome(int status, String output, String errors) {

    boolean isSuccess() {
      return status == 0;
    }

    /** Whether git or the server said something like this. */
    boolean mentions(String text) {
      return errors.contains(text);
    }
  }

  /** A program that knows a remote by the name {@code origin}. */
  GitProgram withOrigin(String remote) {
    return with("remote.origin.url", remote);
  }

  /**
   * A program with one more setting, without its being written anywhere: neither to disk nor to the
   * command line, where others could read a password.
   */
  GitProgram with(String key, String value) {
    int count = Integer.parseInt(environment.getOrDefault("GIT_CONFIG_COUNT", "0"));
    return new GitProgram(
        directory,
        ImmutableMap.<String, String>builder()
            .putAll(environment)
            .put("GIT_CONFIG_COUNT", String.valueOf(count + 1))
            .put("GIT_CONFIG_KEY_" + count, key)
            .put("GIT_CONFIG_VALUE_" + count, value)
            .buildKeepingLast());
  }

  /** What the command prints; it must succeed. */
  String run(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = attempt(arguments);
    if (!outcome.isSuccess()) {
      throw new GitException("git " + arguments[0] + " failed: " + outcome.errors().strip());
    }
    return outcome.output();
  }

  /** Runs the command to its end, however that is. An interrupt kills it. */
  Outcome attempt(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    try {
      CompletableFuture<String> output = read(process.getInputStream());
      CompletableFuture<String> errors = read(process.getErrorStream());
      return new Outcome(process.waitFor(), output.get(), errors.get());
    } catch (ExecutionException e) {
      throw new GitException("cannot read what git says: " + e.getCause(), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(ImmutableList.<String>builder().add(executable()).add(arguments).build())
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String executable() throws GitException {
    String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    return Splitter.on(File.pathSeparatorChar)
        .omitEmptyStrings()
        .splitToStream(path)
        .map(entry -> Path.of(entry, "git"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(() -> new GitException("git is needed: install the package git"));
  }

  private static CompletableFuture<String> read(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    THREADS.execute(() -> {
      try (stream) {
        text.complete(new String(stream.readNBytes(MOST_OUTPUT), UTF_8));
      } catch (IOException e) {
        text.completeExceptionally(e);
      }
    });
    return text;
  }
}

package dev.jbuild.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that keeps passwords: {@code docker-credential-<name>}. It has a limited time. */
record CredentialHelper(String program, Duration limit) {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  static CredentialHelper named(String name) {
    return new CredentialHelper("docker-credential-" + name, LONGEST);
  }

  void store(String server, Credential.UserPassword credential) throws IOException {
    String input =
        JsonNodeFactory.instance
            .objectNode()
            .put("ServerURL", server)
            .put("Username", credential.user())
            .put("Secret", credential.password())
            .toString();
    run("store", input);
  }

  void erase(String server) throws IOException {
    run("erase", server);
  }

  private void run(String action, String input) throws IOException {
    Process process = start(action);
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    int status = await(process);
    if (status != 0) {
      throw new IOException(
          "`" + program + " " + action + "` failed with status " + status + "; try it by itself");
    }
  }

  private Process start(String action) throws IOException {
    try {
      return new ProcessBuilder(program, action)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new IOException(
          program
              + ", which the Docker config names as the keeper of passwords, can't be started:"
              + " install it, or take it out of credsStore or credHelpers",
          e);
    }
  }

  private int await(Process process) throws IOException {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      throw new IOException(program + " did not end in " + limit.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + program);
    } finally {
      process.destroyForcibly();
    }
  }
}

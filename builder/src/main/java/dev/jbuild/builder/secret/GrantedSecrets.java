package dev.jbuild.builder.secret;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.sandbox.SecretValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The secrets of one build, each read once: a pipe gives its content but once. */
final class GrantedSecrets {
  private static final int LARGEST = 500 * 1024;

  private final Map<String, SecretSource> sources;
  private final Map<String, SecretValue> read = new HashMap<>();

  GrantedSecrets(Map<String, SecretSource> sources) {
    this.sources = sources;
  }

  /** Empty where nobody granted a secret of this id. */
  synchronized Optional<SecretValue> find(String id) throws IOException, BuildFailedException {
    SecretSource source = sources.get(id);
    if (source == null) {
      return Optional.empty();
    }
    SecretValue known = read.get(id);
    if (known == null) {
      known =
          switch (source) {
            case SecretSource.Value value -> value.value();
            case SecretSource.File file -> read(id, file.path());
          };
      read.put(id, known);
    }
    return Optional.of(known);
  }

  private static SecretValue read(String id, Path file) throws IOException, BuildFailedException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new BuildFailedException(
            "secret " + id + ": " + file + " has more than " + LARGEST + " bytes");
      }
      return new SecretValue(bytes);
    } catch (NoSuchFileException e) {
      throw new BuildFailedException("secret " + id + ": there is no file " + file, e);
    }
  }
}

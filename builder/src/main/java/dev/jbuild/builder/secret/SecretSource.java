package dev.jbuild.builder.secret;

import dev.jbuild.sandbox.SecretValue;
import java.nio.file.Path;

/** Where a secret is. */
public sealed interface SecretSource {

  /** In a file, which is read when a command needs it. */
  record File(Path path) implements SecretSource {}

  /** In a variable of the environment. */
  record Value(SecretValue value) implements SecretSource {}
}

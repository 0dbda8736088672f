package dev.jbuild.cli.settings;

import com.google.common.collect.ImmutableList;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.registry.RegistryOptions.KeyPair;
import java.nio.file.Path;
import java.util.Set;

/** {@code [[registry."...".keypair]]} tables. */
final class KeyPairs {
  private KeyPairs() {}

  /**
   * Reads the key pairs of a registry.
   *
   * @param settings the settings file, which relative file names start from
   */
  static ImmutableList<KeyPair> read(Table registry, Path settings) throws UsageException {
    ImmutableList.Builder<KeyPair> pairs = ImmutableList.builder();
    for (Table pair : registry.list("keypair")) {
      pair.allow(Set.of("key", "cert"));
      pairs.add(
          new KeyPair(
              settings.resolveSibling(pair.requiredString("key")),
              settings.resolveSibling(pair.requiredString("cert"))));
    }
    return pairs.build();
  }
}

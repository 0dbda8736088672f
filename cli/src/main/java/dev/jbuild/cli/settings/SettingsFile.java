package dev.jbuild.cli.settings;

import dev.jbuild.cli.option.UsageException;
import dev.jbuild.registry.RegistrySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the settings file. Where there is none, nothing of TOML is loaded. */
public final class SettingsFile {
  private SettingsFile() {}

  /**
   * Reads {@code $JBUILD_CONFIG}, else {@code $XDG_CONFIG_HOME/jbuild/config.toml}, else {@code
   * ~/.config/jbuild/config.toml}; the defaults where that is not there.
   *
   * @throws UsageException for what can't be read, is no TOML, or has keys that nobody knows
   */
  public static RegistrySettings read(Map<String, String> environment) throws UsageException {
    Optional<Path> file = find(environment);
    return file.isPresent() ? SettingsReader.read(file.get()) : RegistrySettings.defaults();
  }

  private static Optional<Path> find(Map<String, String> environment) throws UsageException {
    String named = environment.getOrDefault("JBUILD_CONFIG", "");
    if (!named.isEmpty()) {
      if (!Files.exists(Path.of(named))) {
        throw new UsageException("JBUILD_CONFIG=" + named + ": no such file");
      }
      return Optional.of(Path.of(named));
    }
    return directory(environment)
        .map(directory -> directory.resolve("jbuild/config.toml"))
        .filter(Files::exists);
  }

  /** A relative XDG path counts as unset, as its specification asks. */
  private static Optional<Path> directory(Map<String, String> environment) {
    Path xdg = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
    if (xdg.isAbsolute()) {
      return Optional.of(xdg);
    }
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".config"));
  }
}

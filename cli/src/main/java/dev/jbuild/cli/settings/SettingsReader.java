package dev.jbuild.cli.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.registry.RegistryOptions;
import dev.jbuild.registry.RegistrySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code [registry."..."]} tables as buildkitd.toml has them. */
final class SettingsReader {
  private static final Set<String> REGISTRY_KEYS =
      Set.of("mirrors", "http", "insecure", "ca", "keypair");

  private SettingsReader() {}

  static RegistrySettings read(Path file) throws UsageException {
    Table root = new Table(file, "", parse(file));
    root.allow(Set.of("registry"));
    RegistrySettings settings = RegistrySettings.defaults();
    for (Map.Entry<String, Table> registry : root.tables("registry").entrySet()) {
      settings = settings.with(registry.getKey(), options(registry.getValue(), file));
    }
    return settings;
  }

  private static JsonNode parse(Path file) throws UsageException {
    try {
      return new TomlMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String line = at == null ? "" : ":" + at.getLineNr();
      throw new UsageException(file + line + ": not valid TOML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UsageException("can't read the settings file " + file + ": " + e.getMessage(), e);
    }
  }

  private static RegistryOptions options(Table table, Path file) throws UsageException {
    table.allow(REGISTRY_KEYS);
    RegistryOptions options = RegistryOptions.NONE.withMirrors(mirrors(table));
    if (table.has("http")) {
      options = options.withHttp(table.bool("http"));
    }
    Path settings = file.toAbsolutePath();
    return options
        .withInsecure(table.bool("insecure"))
        .withCa(table.strings("ca").stream().map(settings::resolveSibling).toList())
        .withKeyPairs(KeyPairs.read(table, settings));
  }

  private static List<String> mirrors(Table table) throws UsageException {
    List<String> mirrors = table.strings("mirrors");
    for (String mirror : mirrors) {
      if (mirror.contains("://")) {
        throw table.error("mirrors", "write " + mirror + " without the scheme, and set http there");
      }
    }
    return mirrors;
  }
}

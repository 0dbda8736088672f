package dev.jbuild.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * One table of the settings file: reads values of the right type or says where they are wrong.
 *
 * @param name as it stands between brackets; empty for the top
 */
record Table(Path file, String name, JsonNode node) {

  /** Refuses keys that are not known. */
  void allow(Set<String> keys) throws UsageException {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!keys.contains(entry.getKey())) {
        throw error(entry.getKey(), "unknown key" + Suggestion.clause(entry.getKey(), keys));
      }
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** False where it is not there. */
  boolean bool(String key) throws UsageException {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw error(key, "expected true or false");
    }
    return value.asBoolean();
  }

  String requiredString(String key) throws UsageException {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw error(key, value.isMissingNode() ? "missing" : "expected a string");
    }
    return value.textValue();
  }

  /** Empty where it is not there. */
  ImmutableList<String> strings(String key) throws UsageException {
    ImmutableList.Builder<String> strings = ImmutableList.builder();
    for (JsonNode element : array(key)) {
      if (!element.isTextual()) {
        throw error(key, "expected a list of strings");
      }
      strings.add(element.textValue());
    }
    return strings.build();
  }

  /** The tables of an array of tables; empty where it is not there. */
  ImmutableList<Table> list(String key) throws UsageException {
    ImmutableList.Builder<Table> tables = ImmutableList.builder();
    for (JsonNode element : array(key)) {
      tables.add(table(key, element));
    }
    return tables.build();
  }

  /** The tables below a key, by name; empty where there are none. */
  ImmutableMap<String, Table> tables(String key) throws UsageException {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isObject()) {
      throw error(key, "expected tables such as [" + key + ".\"docker.io\"]");
    }
    ImmutableMap.Builder<String, Table> tables = ImmutableMap.builder();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      tables.put(entry.getKey(), table(key + ".\"" + entry.getKey() + "\"", entry.getValue()));
    }
    return tables.buildOrThrow();
  }

  private Table table(String key, JsonNode value) throws UsageException {
    if (!value.isObject()) {
      throw error(key, "expected a table");
    }
    return new Table(file, name.isEmpty() ? key : name + "." + key, value);
  }

  private JsonNode array(String key) throws UsageException {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isArray()) {
      throw error(key, "expected a list");
    }
    return value;
  }

  UsageException error(String key, String what) {
    String table = name.isEmpty() ? "" : "[" + name + "] ";
    return new UsageException(file + ": " + table + key + ": " + what);
  }
}

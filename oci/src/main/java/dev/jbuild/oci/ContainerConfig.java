package dev.jbuild.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The {@code config} object of an image config: how a container of the image starts (OCI image
 * spec, config.md, and Docker's additions {@code Healthcheck}, {@code OnBuild}, {@code Shell}).
 * Immutable; fields not known here are kept as they are.
 */
public final class ContainerConfig {
  private final ObjectNode json;

  private ContainerConfig(ObjectNode json) {
    this.json = json;
  }

  public static ContainerConfig empty() {
    return new ContainerConfig(Json.object());
  }

  static ContainerConfig of(JsonNode node) {
    return node instanceof ObjectNode object ? new ContainerConfig(object) : empty();
  }

  /** A copy of the JSON. */
  public ObjectNode json() {
    return json.deepCopy();
  }

  /** The environment in its order; of a name that stands twice, the last value counts. */
  public ImmutableMap<String, String> env() {
    ImmutableMap.Builder<String, String> env = ImmutableMap.builder();
    for (String pair : list("Env")) {
      int equals = pair.indexOf('=');
      env.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : pair.substring(equals + 1));
    }
    return env.buildKeepingLast();
  }

  /** Sets a variable: in its place if it is there, else at the end. */
  public ContainerConfig withEnv(String name, String value) {
    return withEnv(Map.of(name, value));
  }

  /** Sets variables: each in its place if it is there, else at the end in their order. */
  public ContainerConfig withEnv(Map<String, String> variables) {
    if (variables.isEmpty()) {
      return this;
    }
    Map<String, String> open = new LinkedHashMap<>(variables);
    List<String> pairs = new ArrayList<>();
    for (String pair : list("Env")) {
      String name = pair.substring(0, pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('='));
      if (!variables.containsKey(name)) {
        pairs.add(pair);
      } else if (open.containsKey(name)) {
        pairs.add(name + "=" + open.remove(name));
      }
    }
    open.forEach((name, value) -> pairs.add(name + "=" + value));
    return with("Env", Json.strings(pairs));
  }

  public String user() {
    return json.path("User").asText("");
  }

  public ContainerConfig withUser(String user) {
    return with("User", user.isEmpty() ? null : json.textNode(user));
  }

  /** The working directory; empty where none was set (then it is {@code /}). */
  public String workingDir() {
    return json.path("WorkingDir").asText("");
  }

  public ContainerConfig withWorkingDir(String directory) {
    return with("WorkingDir", json.textNode(directory));
  }

  public Optional<ImmutableList<String>> entrypoint() {
    return optionalList("Entrypoint");
  }

  public ContainerConfig withEntrypoint(@Nullable List<String> words) {
    return with("Entrypoint", words == null ? null : Json.strings(words));
  }

  public Optional<ImmutableList<String>> cmd() {
    return optionalList("Cmd");
  }

  public ContainerConfig withCmd(@Nullable List<String> words) {
    return with("Cmd", words == null ? null : Json.strings(words));
  }

  public Optional<ImmutableList<String>> shell() {
    return optionalList("Shell");
  }

  public ContainerConfig withShell(List<String> words) {
    return with("Shell", Json.strings(words));
  }

  public ImmutableMap<String, String> labels() {
    ImmutableMap.Builder<String, String> labels = ImmutableMap.builder();
    json.path("Labels").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText("")));
    return labels.buildOrThrow();
  }

  /** Adds labels, or replaces those with the same key; they stand sorted, as Docker writes them. */
  public ContainerConfig withLabels(Map<String, String> labels) {
    java.util.TreeMap<String, String> all = new java.util.TreeMap<>(labels());
    all.putAll(labels);
    return with("Labels", Json.strings(all));
  }

  /** Ports as {@code 8080/tcp}. */
  public ImmutableSet<String> exposedPorts() {
    return keys("ExposedPorts");
  }

  public ContainerConfig withExposedPorts(Iterable<String> ports) {
    return withKeys("ExposedPorts", ports);
  }

  public ImmutableSet<String> volumes() {
    return keys("Volumes");
  }

  public ContainerConfig withVolumes(Iterable<String> paths) {
    return withKeys("Volumes", paths);
  }

  public ContainerConfig withStopSignal(String signal) {
    return with("StopSignal", json.textNode(signal));
  }

  public Optional<JsonNode> healthcheck() {
    return Optional.ofNullable(json.get("Healthcheck")).map(JsonNode::deepCopy);
  }

  public ContainerConfig withHealthcheck(Healthcheck healthcheck) {
    return with("Healthcheck", healthcheck.json());
  }

  public ImmutableList<String> onBuild() {
    return list("OnBuild");
  }

  public ContainerConfig withOnBuild(List<String> triggers) {
    return with("OnBuild", triggers.isEmpty() ? null : Json.strings(triggers));
  }

  /** Sets Docker's {@code ArgsEscaped}, as its builder does with every CMD. */
  public ContainerConfig withArgsEscaped() {
    return with("ArgsEscaped", json.booleanNode(true));
  }

  /** Shares what does not change: no tree is ever changed once a config holds it. */
  private ContainerConfig with(String field, @Nullable JsonNode value) {
    ObjectNode next = Json.object();
    next.setAll(json);
    if (value == null) {
      next.remove(field);
    } else {
      next.set(field, value);
    }
    return new ContainerConfig(next);
  }

  private ContainerConfig withKeys(String field, Iterable<String> added) {
    TreeSet<String> all = new TreeSet<>(keys(field));
    added.forEach(all::add);
    ObjectNode object = Json.object();
    all.forEach(object::putObject);
    return with(field, all.isEmpty() ? null : object);
  }

  private ImmutableSet<String> keys(String field) {
    ImmutableSet.Builder<String> keys = ImmutableSet.builder();
    json.path(field).fieldNames().forEachRemaining(keys::add);
    return keys.build();
  }

  private ImmutableList<String> list(String field) {
    ImmutableList.Builder<String> values = ImmutableList.builder();
    json.path(field).forEach(value -> values.add(value.asText("")));
    return values.build();
  }

  private Optional<ImmutableList<String>> optionalList(String field) {
    return json.path(field).isArray() ? Optional.of(list(field)) : Optional.empty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ContainerConfig config && config.json.equals(json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}

package dev.jbuild.sandbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.sandbox.ContainerEdits;
import dev.jbuild.sandbox.DeviceHook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@link ContainerEdits} as JSON. */
final class EditsJson {
  private EditsJson() {}

  static ObjectNode write(ContainerEdits edits) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode hooks = json.putArray("hooks");
    edits.hooks().forEach(hook -> write(hook, hooks.addObject()));
    ArrayNode groups = json.putArray("groups");
    edits.groups().forEach(groups::add);
    return json;
  }

  private static void write(DeviceHook hook, ObjectNode json) {
    json.put("place", hook.place().name()).put("program", hook.program().toString());
    ArrayNode args = json.putArray("args");
    hook.args().forEach(args::add);
    ObjectNode env = json.putObject("env");
    hook.env().forEach(env::put);
    hook.timeout().ifPresent(timeout -> json.put("timeout", timeout.toSeconds()));
  }

  static ContainerEdits read(JsonNode json) {
    ImmutableList.Builder<DeviceHook> hooks = ImmutableList.builder();
    json.required("hooks").forEach(hook -> hooks.add(hook(hook)));
    ImmutableList.Builder<Integer> groups = ImmutableList.builder();
    json.required("groups").forEach(group -> groups.add(group.asInt()));
    return new ContainerEdits(hooks.build(), groups.build());
  }

  private static DeviceHook hook(JsonNode json) {
    ImmutableList.Builder<String> args = ImmutableList.builder();
    json.required("args").forEach(argument -> args.add(argument.asText()));
    ImmutableMap.Builder<String, String> env = ImmutableMap.builder();
    json.required("env").properties().forEach(e -> env.put(e.getKey(), e.getValue().asText()));
    return new DeviceHook(
        DeviceHook.Place.valueOf(json.required("place").asText()),
        Path.of(json.required("program").asText()),
        args.build(),
        env.buildOrThrow(),
        json.has("timeout")
            ? Optional.of(Duration.ofSeconds(json.required("timeout").asLong()))
            : Optional.empty());
  }
}

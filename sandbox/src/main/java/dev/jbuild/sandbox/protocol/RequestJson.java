package dev.jbuild.sandbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.sandbox.FailureShell;
import dev.jbuild.sandbox.ProcessSpec;
import dev.jbuild.sandbox.RunRequest;
import dev.jbuild.sandbox.SecretValue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A {@link RunRequest} as JSON. */
final class RequestJson {
  private RequestJson() {}

  static ObjectNode write(RunRequest request) {
    ObjectNode json = object();
    ArrayNode lowers = json.putArray("lowers");
    request.lowers().forEach(lower -> lowers.add(LowerLayerJson.write(lower)));
    json.set("process", process(request.process()));
    json.set("surroundings", SurroundingsJson.write(request.surroundings()));
    ArrayNode mounts = json.putArray("mounts");
    request.mounts().forEach(mount -> mounts.add(MountJson.write(mount)));
    json.set("edits", EditsJson.write(request.edits()));
    json.put("layerFile", request.layerFile().toAbsolutePath().toString());
    json.put("compression", request.compression().name());
    request.timestamp().ifPresent(time -> json.put("timestamp", time.toString()));
    request.shell().ifPresent(shell -> json.putObject("shell").put("term", shell.term()));
    return json;
  }

  private static ObjectNode process(ProcessSpec process) {
    ObjectNode json = object();
    ArrayNode args = json.putArray("args");
    process.args().forEach(args::add);
    ObjectNode env = json.putObject("env");
    process.env().forEach(env::put);
    ObjectNode secrets = json.putObject("secrets");
    process.secrets().forEach((name, value) -> secrets.put(name, value.bytes()));
    return json.put("cwd", process.cwd()).put("user", process.user());
  }

  static RunRequest read(JsonNode json) {
    return new RunRequest(
        list(json, "lowers", LowerLayerJson::read),
        process(json.required("process")),
        SurroundingsJson.read(json.required("surroundings")),
        list(json, "mounts", MountJson::read),
        EditsJson.read(json.required("edits")),
        Path.of(text(json, "layerFile")),
        Compression.valueOf(text(json, "compression")),
        Optional.ofNullable(json.path("timestamp").textValue()).map(Instant::parse),
        Optional.ofNullable(json.get("shell")).map(shell -> new FailureShell(text(shell, "term"))));
  }

  private static ProcessSpec process(JsonNode json) {
    ImmutableMap.Builder<String, String> env = ImmutableMap.builder();
    json.required("env").properties().forEach(e -> env.put(e.getKey(), e.getValue().asText()));
    ImmutableMap.Builder<String, SecretValue> secrets = ImmutableMap.builder();
    json.required("secrets")
        .properties()
        .forEach(e -> secrets.put(e.getKey(), MountJson.secret(e.getValue())));
    return new ProcessSpec(
        list(json, "args", JsonNode::asText),
        env.buildOrThrow(),
        secrets.buildOrThrow(),
        text(json, "cwd"),
        text(json, "user"));
  }

  private static <T> ImmutableList<T> list(
      JsonNode json, String field, Function<JsonNode, T> reader) {
    ImmutableList.Builder<T> list = ImmutableList.builder();
    json.required(field).forEach(element -> list.add(reader.apply(element)));
    return list.build();
  }

  private static String text(JsonNode json, String field) {
    return json.required(field).asText();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}

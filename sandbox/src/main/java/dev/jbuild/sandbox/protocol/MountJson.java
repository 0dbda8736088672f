package dev.jbuild.sandbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.SecretValue;
import dev.jbuild.sandbox.TreeSource;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/** A {@link Mount} as JSON, whose field {@code type} says which. */
final class MountJson {
  private MountJson() {}

  static ObjectNode write(Mount mount) {
    ObjectNode json = object().put("target", mount.target());
    return switch (mount) {
      case Mount.ReadOnlyFile file ->
          json.put("type", "file").put("content", file.content()).put("mode", file.mode());
      case Mount.Bind bind -> {
        json.set("source", write(bind.source()));
        yield json.put("type", "bind").put("writable", bind.writable());
      }
      case Mount.OfHost host -> {
        ArrayNode options = json.putArray("options");
        host.options().forEach(option -> options.add(option.name()));
        yield json.put("type", "host").put("path", host.source().toString());
      }
      case Mount.Cache cache -> {
        json.set("start", write(cache.start()));
        json.put("directory", cache.directory().toAbsolutePath().toString());
        yield json.put("type", "cache").put("path", cache.path()).put("readOnly", cache.readOnly());
      }
      case Mount.Temporary temporary -> {
        temporary.size().ifPresent(size -> json.put("size", size));
        yield json.put("type", "temporary").put("readOnly", temporary.readOnly());
      }
      case Mount.Secret secret ->
          owned(json, secret.mode(), secret.uid(), secret.gid())
              .put("type", "secret")
              .put("value", secret.value().bytes());
      case Mount.Agent agent ->
          owned(json, agent.mode(), agent.uid(), agent.gid())
              .put("type", "agent")
              .put("agent", agent.agent().toAbsolutePath().toString());
    };
  }

  private static ObjectNode owned(ObjectNode json, int mode, int uid, int gid) {
    return json.put("mode", mode).put("uid", uid).put("gid", gid);
  }

  static SecretValue secret(JsonNode json) {
    return new SecretValue(Base64.getDecoder().decode(json.asText()));
  }

  private static ObjectNode write(Mount.CacheStart start) {
    ObjectNode json = object();
    start.mode().ifPresent(mode -> json.put("mode", mode));
    start.uid().ifPresent(uid -> json.put("uid", uid));
    start.gid().ifPresent(gid -> json.put("gid", gid));
    start.content().ifPresent(content -> json.set("content", write(content)));
    return json;
  }

  private static ObjectNode write(TreeSource source) {
    ObjectNode json = object().put("path", source.path());
    return switch (source) {
      case TreeSource.Layers layers -> {
        ArrayNode lowers = json.putArray("lowers");
        layers.lowers().forEach(lower -> lowers.add(LowerLayerJson.write(lower)));
        yield json;
      }
      case TreeSource.HostDirectory host -> {
        ArrayNode hidden = json.putArray("hidden");
        host.hidden().forEach(hidden::add);
        yield json.put("directory", host.directory().toAbsolutePath().toString());
      }
    };
  }

  static Mount read(JsonNode json) {
    String target = text(json, "target");
    String type = text(json, "type");
    return switch (type) {
      case "file" -> new Mount.ReadOnlyFile(target, text(json, "content"), number(json, "mode"));
      case "bind" -> new Mount.Bind(target, source(json.required("source")), is(json, "writable"));
      case "host" -> new Mount.OfHost(target, Path.of(text(json, "path")), options(json));
      case "cache" ->
          new Mount.Cache(
              target,
              Path.of(text(json, "directory")),
              start(json.required("start")),
              text(json, "path"),
              is(json, "readOnly"));
      case "temporary" -> new Mount.Temporary(target, size(json), is(json, "readOnly"));
      case "secret" ->
          new Mount.Secret(
              target,
              secret(json.required("value")),
              number(json, "mode"),
              number(json, "uid"),
              number(json, "gid"));
      case "agent" ->
          new Mount.Agent(
              target,
              Path.of(text(json, "agent")),
              number(json, "mode"),
              number(json, "uid"),
              number(json, "gid"));
      default -> throw new IllegalArgumentException("a mount of unknown type \"" + type + "\"");
    };
  }

  private static ImmutableSet<Mount.Option> options(JsonNode json) {
    ImmutableSet.Builder<Mount.Option> options = ImmutableSet.builder();
    json.required("options").forEach(option -> options.add(Mount.Option.valueOf(option.asText())));
    return options.build();
  }

  private static Mount.CacheStart start(JsonNode json) {
    Optional<TreeSource> content =
        json.has("content") ? Optional.of(source(json.required("content"))) : Optional.empty();
    return new Mount.CacheStart(
        content, optional(json, "mode"), optional(json, "uid"), optional(json, "gid"));
  }

  private static Optional<Integer> optional(JsonNode json, String field) {
    return json.has(field) ? Optional.of(number(json, field)) : Optional.empty();
  }

  private static TreeSource source(JsonNode json) {
    String path = text(json, "path");
    if (json.has("directory")) {
      ImmutableList.Builder<String> hidden = ImmutableList.builder();
      json.required("hidden").forEach(name -> hidden.add(name.asText()));
      return new TreeSource.HostDirectory(Path.of(text(json, "directory")), hidden.build(), path);
    }
    ImmutableList.Builder<LowerLayer> lowers = ImmutableList.builder();
    json.required("lowers").forEach(lower -> lowers.add(LowerLayerJson.read(lower)));
    return new TreeSource.Layers(lowers.build(), path);
  }

  private static OptionalLong size(JsonNode json) {
    return json.has("size")
        ? OptionalLong.of(json.required("size").asLong())
        : OptionalLong.empty();
  }

  private static String text(JsonNode json, String field) {
    return json.required(field).asText();
  }

  private static int number(JsonNode json, String field) {
    return json.required(field).asInt();
  }

  private static boolean is(JsonNode json, String field) {
    return json.required(field).asBoolean();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}

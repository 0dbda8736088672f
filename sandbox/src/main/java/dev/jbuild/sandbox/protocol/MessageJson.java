package dev.jbuild.sandbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.ByteSource;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.sandbox.LayerKind;
import dev.jbuild.sandbox.RootKind;
import dev.jbuild.sandbox.RuntimeChoice;
import dev.jbuild.sandbox.TreeTransfer;
import dev.jbuild.sandbox.UserIds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;

/** Messages as JSON objects whose field {@code type} says which. */
final class MessageJson {
  private MessageJson() {}

  static ObjectNode write(Message message) throws IOException {
    return switch (message) {
      case Message.Configure configure -> configure(configure);
      case Message.Run(long id, var request) -> {
        ObjectNode json = typed("run").put("id", id);
        json.set("request", RequestJson.write(request));
        yield json;
      }
      case Message.Cancel(long id) -> typed("cancel").put("id", id);
      case Message.AskNetwork(long id) -> typed("ask-network").put("id", id);
      case Message.OpenShell(long id) -> typed("open-shell").put("id", id);
      case Message.Delete(long id, Path directory) ->
          typed("delete").put("id", id).put("directory", directory.toString());
      case Message.Copy(long id, TreeTransfer transfer) -> {
        ObjectNode json = typed("copy").put("id", id);
        json.put("from", transfer.from().toString()).put("to", transfer.to().toString());
        json.put("uid", transfer.uid()).put("gid", transfer.gid());
        transfer.mode().ifPresent(mode -> json.put("mode", mode));
        yield json;
      }
      case Message.Ready() -> typed("ready");
      case Message.Output(long id, ByteSource bytes) ->
          typed("output").put("id", id).put("bytes", bytes.read());
      case Message.ShellWanted(long id, int exitStatus) ->
          typed("shell-wanted").put("id", id).put("exitStatus", exitStatus);
      case Message.Finished finished -> finished(finished);
      case Message.Deleted(long id) -> typed("deleted").put("id", id);
      case Message.Copied(long id) -> typed("copied").put("id", id);
      case Message.DefaultNetwork(long id, Optional<String> whyShared) -> {
        ObjectNode json = typed("default-network").put("id", id);
        whyShared.ifPresent(reason -> json.put("whyShared", reason));
        yield json;
      }
      case Message.Failed(long id, Failure failure) -> failed(id, failure);
    };
  }

  private static ObjectNode configure(Message.Configure configure) {
    ObjectNode json = typed("configure").put("runtime", configure.runtime().name());
    json.put("ids", configure.ids().name());
    configure.root().ifPresent(kind -> json.put("root", kind.name()));
    configure.layers().ifPresent(kind -> json.put("layers", kind.name()));
    return json.put("temporary", configure.temporary().toString());
  }

  private static ObjectNode typed(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static ObjectNode finished(Message.Finished finished) {
    ObjectNode json = typed("finished").put("id", finished.id());
    json.put("exitStatus", finished.exitStatus());
    finished
        .layer()
        .ifPresent(layer ->
            json.putObject("layer")
                .put("diffId", layer.diffId().toString())
                .put("mediaType", layer.mediaType().value())
                .put("digest", layer.digest().toString())
                .put("size", layer.size())
                .put("plainSize", layer.plainSize()));
    return json;
  }

  private static ObjectNode failed(long id, Failure failure) {
    ObjectNode json = typed("failed").put("id", id).put("message", failure.message());
    return switch (failure) {
      case Failure.Unavailable _ -> json.put("kind", "unavailable");
      case Failure.Corrupt corrupt ->
          json.put("kind", "corrupt").put("layer", corrupt.layer().toString());
      case Failure.InvalidUser _ -> json.put("kind", "user");
      case Failure.InvalidMount _ -> json.put("kind", "mount");
      case Failure.Device _ -> json.put("kind", "device");
      case Failure.Other _ -> json.put("kind", "other");
    };
  }

  static Message read(JsonNode json) throws IOException {
    long id = json.path("id").asLong();
    String type = json.path("type").asText();
    return switch (type) {
      case "configure" ->
          new Message.Configure(
              RuntimeChoice.valueOf(json.required("runtime").asText()),
              UserIds.valueOf(json.required("ids").asText()),
              Path.of(json.required("temporary").asText()),
              Optional.ofNullable(json.path("root").textValue()).map(RootKind::valueOf),
              Optional.ofNullable(json.path("layers").textValue()).map(LayerKind::valueOf));
      case "run" -> new Message.Run(id, RequestJson.read(json.required("request")));
      case "cancel" -> new Message.Cancel(id);
      case "ask-network" -> new Message.AskNetwork(id);
      case "open-shell" -> new Message.OpenShell(id);
      case "delete" -> new Message.Delete(id, Path.of(json.required("directory").asText()));
      case "copy" -> new Message.Copy(id, transfer(json));
      case "ready" -> new Message.Ready();
      case "output" ->
          new Message.Output(
              id, ByteSource.wrap(Base64.getDecoder().decode(json.required("bytes").asText())));
      case "shell-wanted" -> new Message.ShellWanted(id, json.required("exitStatus").asInt());
      case "finished" ->
          new Message.Finished(id, json.required("exitStatus").asInt(), layer(json.path("layer")));
      case "deleted" -> new Message.Deleted(id);
      case "copied" -> new Message.Copied(id);
      case "default-network" ->
          new Message.DefaultNetwork(id, Optional.ofNullable(json.path("whyShared").textValue()));
      case "failed" -> new Message.Failed(id, failure(json));
      default -> throw new IOException("a message of unknown type \"" + type + "\"");
    };
  }

  private static TreeTransfer transfer(JsonNode json) {
    return new TreeTransfer(
        Path.of(json.required("from").asText()),
        Path.of(json.required("to").asText()),
        json.required("uid").asInt(),
        json.required("gid").asInt(),
        json.has("mode") ? OptionalInt.of(json.required("mode").asInt()) : OptionalInt.empty());
  }

  private static Optional<LayerSummary> layer(JsonNode json) {
    if (json.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(
        new LayerSummary(
            DiffId.parse(json.required("diffId").asText()),
            new MediaType(json.required("mediaType").asText()),
            Digest.parse(json.required("digest").asText()),
            json.required("size").asLong(),
            json.required("plainSize").asLong()));
  }

  private static Failure failure(JsonNode json) {
    String message = json.required("message").asText();
    return switch (json.path("kind").asText()) {
      case "unavailable" -> new Failure.Unavailable(message);
      case "corrupt" -> new Failure.Corrupt(DiffId.parse(json.required("layer").asText()), message);
      case "user" -> new Failure.InvalidUser(message);
      case "mount" -> new Failure.InvalidMount(message);
      case "device" -> new Failure.Device(message);
      default -> new Failure.Other(message);
    };
  }
}

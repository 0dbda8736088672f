package dev.jbuild.sandbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.HostEntry;
import dev.jbuild.sandbox.Network;
import dev.jbuild.sandbox.ProcessLimit;
import dev.jbuild.sandbox.ResourceLimits;
import dev.jbuild.sandbox.Surroundings;
import java.util.OptionalLong;

/** {@link Surroundings} as JSON. */
final class SurroundingsJson {
  private SurroundingsJson() {}

  static ObjectNode write(Surroundings surroundings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("network", surroundings.network().name());
    ArrayNode hosts = json.putArray("extraHosts");
    for (HostEntry host : surroundings.extraHosts()) {
      hosts.addObject().put("name", host.name()).put("address", host.address());
    }
    json.put("hostname", surroundings.hostname());
    surroundings.sharedMemory().ifPresent(bytes -> json.put("sharedMemory", bytes));
    ArrayNode limits = json.putArray("limits");
    for (ProcessLimit limit : surroundings.limits()) {
      limits
          .addObject()
          .put("resource", limit.resource().name())
          .put("soft", limit.soft())
          .put("hard", limit.hard());
    }
    surroundings.resources().memory().ifPresent(bytes -> json.put("memory", bytes));
    surroundings.resources().processorTime().ifPresent(time -> json.put("processorTime", time));
    return json.put("insecure", surroundings.insecure());
  }

  static Surroundings read(JsonNode json) {
    ImmutableList.Builder<HostEntry> hosts = ImmutableList.builder();
    for (JsonNode host : json.required("extraHosts")) {
      hosts.add(new HostEntry(host.required("name").asText(), host.required("address").asText()));
    }
    return new Surroundings(
        Network.valueOf(json.required("network").asText()),
        hosts.build(),
        json.required("hostname").asText(),
        number(json, "sharedMemory"),
        limits(json.required("limits")),
        new ResourceLimits(number(json, "memory"), number(json, "processorTime")),
        json.required("insecure").asBoolean());
  }

  private static OptionalLong number(JsonNode json, String field) {
    return json.has(field) ? OptionalLong.of(json.required(field).asLong()) : OptionalLong.empty();
  }

  private static ImmutableList<ProcessLimit> limits(JsonNode json) {
    ImmutableList.Builder<ProcessLimit> limits = ImmutableList.builder();
    for (JsonNode limit : json) {
      limits.add(
          new ProcessLimit(
              ProcessLimit.Resource.valueOf(limit.required("resource").asText()),
              limit.required("soft").asLong(),
              limit.required("hard").asLong()));
    }
    return limits.build();
  }
}

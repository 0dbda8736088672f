package dev.jbuild.sandbox.seccomp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.io.IOException;

/** Docker's default profile as the OCI runtime spec has it. */
public final class SeccompProfile {
  private static final String ALLOW = "SCMP_ACT_ALLOW";
  private static final String REFUSE = "SCMP_ACT_ERRNO";
  private static final int EPERM = 1;

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final ArrayNode rules;

  private SeccompProfile() {
    json.put("defaultAction", REFUSE).put("defaultErrnoRet", EPERM);
    ArrayNode architectures = json.putArray("architectures");
    Abi.namesForLibseccomp().forEach(architectures::add);
    rules = json.putArray("syscalls");
  }

  public static ObjectNode json() throws IOException {
    SeccompProfile profile = new SeccompProfile();
    ImmutableList<SystemCall> calls = SystemCall.allowed();
    ArrayNode names = profile.rules.addObject().put("action", ALLOW).putArray("names");
    for (SystemCall call : calls) {
      if (call.condition().isPresent()) {
        profile.add(call.name(), call.condition().get());
      } else {
        names.add(call.name());
      }
    }
    return profile.json;
  }

  private void add(String call, Condition condition) {
    switch (condition) {
      case Condition.NoneOf(int bits) -> allow(call, "SCMP_CMP_MASKED_EQ", bits);
      case Condition.Not(int value) -> allow(call, "SCMP_CMP_NE", value);
      case Condition.OneOf(ImmutableList<Integer> values) ->
          values.forEach(value -> allow(call, "SCMP_CMP_EQ", value));
      case Condition.Never(int errno) -> rule(call, REFUSE).put("errnoRet", errno);
    }
  }

  private void allow(String call, String comparison, int value) {
    rule(call, ALLOW)
        .putArray("args")
        .addObject()
        .put("index", 0)
        .put("op", comparison)
        .put("value", Integer.toUnsignedLong(value));
  }

  private ObjectNode rule(String call, String action) {
    ObjectNode rule = rules.addObject().put("action", action);
    rule.putArray("names").add(call);
    return rule;
  }
}

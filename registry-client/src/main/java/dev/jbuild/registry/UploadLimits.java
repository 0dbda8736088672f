package dev.jbuild.registry;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** What is known of how much registries take, for advice. */
final class UploadLimits {
  private static final String SPLIT =
      "; layers get smaller where one COPY or RUN is split into several";

  /** As the registries' own documentation has it, by the end of their names. */
  private static final ImmutableMap<String, String> KNOWN =
      ImmutableMap.of(
          "ghcr.io", "ghcr.io takes layers of at most 10 GB, and uploads of at most 10 minutes",
          ".amazonaws.com", "Amazon ECR takes layers of at most 52,000 MiB",
          ".azurecr.io", "Azure's registry takes layers of at most 200 GiB");

  private UploadLimits() {}

  static String advice(Call call) {
    String name = call.endpoint().name();
    return KNOWN.entrySet().stream()
            .filter(known -> name.endsWith(known.getKey()))
            .findFirst()
            .map(Map.Entry::getValue)
            .orElse(
                "the registry or a proxy before it limits the size of uploads (nginx:"
                    + " client_max_body_size); raise that limit")
        + SPLIT;
  }
}

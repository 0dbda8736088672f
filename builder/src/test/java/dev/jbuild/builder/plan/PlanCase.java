package dev.jbuild.builder.plan;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.builder.graph.Entitlement;
import dev.jbuild.builder.graph.Operation.Network;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a folder of {@code testdata/plan}: a {@code Dockerfile}, what the command line says
 * about it ({@code request.txt}: {@code target x}, {@code build-arg A=b}, {@code label a=b}, {@code
 * platform linux/arm64}, {@code network none}, {@code allow security.insecure}, {@code context
 * base=files}, {@code context base=debian:12}), and the configs of base images ({@code
 * bases/debian_12.json}; an image without one has {@link #ANY_BASE}).
 */
record PlanCase(String name, ImmutableMap<String, String> files) {
  private static final String ANY_BASE =
      """
      {"created": "2026-01-01T00:00:00Z", "architecture": "ARCHITECTURE", "os": "linux",
       "config": {"Env": ["PATH=/usr/bin:/bin"], "Cmd": ["bash"]},
       "rootfs": {"type": "layers", "diff_ids": [
         "sha256:1111111111111111111111111111111111111111111111111111111111111111"]},
       "history": [{"created": "2026-01-01T00:00:00Z", "created_by": "base"}]}
      """;

  String text() {
    return files.getOrDefault("Dockerfile", "");
  }

  Dockerfile dockerfile() throws InvalidDockerfileException {
    return DockerfileParser.parse(new SourceText("Dockerfile", text()));
  }

  PlanRequest request() {
    Map<String, String> buildArgs = new HashMap<>();
    Map<String, String> labels = new HashMap<>();
    Map<String, NamedContext> contexts = new HashMap<>();
    Map<String, String> others = new HashMap<>();
    for (String line : files.getOrDefault("request.txt", "").lines().toList()) {
      List<String> words = Splitter.on(' ').limit(2).splitToList(line);
      switch (words.get(0)) {
        case "build-arg" -> putPair(buildArgs, words.get(1));
        case "label" -> putPair(labels, words.get(1));
        case "context" -> putContext(contexts, words.get(1));
        default -> others.put(words.get(0), words.get(1));
      }
    }
    return new PlanRequest(
        Optional.ofNullable(others.get("target")),
        ImmutableMap.copyOf(buildArgs),
        ImmutableMap.copyOf(labels),
        Platform.parse(others.getOrDefault("platform", "linux/amd64")),
        Platform.parse("linux/amd64"),
        new NamedContexts(ImmutableMap.copyOf(contexts)),
        new RunRules(
            Network.valueOf(others.getOrDefault("network", "default").toUpperCase(Locale.ROOT)),
            allowed(others.getOrDefault("allow", ""))));
  }

  private static ImmutableSet<Entitlement> allowed(String words) {
    return Arrays.stream(Entitlement.values())
        .filter(entitlement -> Splitter.on(' ').splitToList(words).contains(entitlement.word()))
        .collect(ImmutableSet.toImmutableSet());
  }

  private static void putPair(Map<String, String> map, String pair) {
    List<String> parts = Splitter.on('=').limit(2).splitToList(pair);
    map.put(parts.get(0), parts.get(1));
  }

  private static void putContext(Map<String, NamedContext> contexts, String pair) {
    List<String> parts = Splitter.on('=').limit(2).splitToList(pair);
    contexts.put(
        NamedContexts.normal(parts.get(0)),
        switch (parts.get(1)) {
          case "files" -> new NamedContext.Files();
          case "scratch" -> new NamedContext.Scratch();
          default -> new NamedContext.Image(ImageReference.parse(parts.get(1)));
        });
  }

  /** Finds an image as a store or a registry would. */
  ResolvedBase resolve(BaseRequest request) throws IOException {
    String name = request.reference().familiar().replaceAll("[/:@]", "_") + ".json";
    String config =
        files.getOrDefault(
            "bases/" + name, ANY_BASE.replace("ARCHITECTURE", request.platform().architecture()));
    Digest manifest =
        Digest.of(
            (request.reference() + " " + request.platform()).getBytes(StandardCharsets.UTF_8));
    return new ResolvedBase(
        request.reference(), manifest, ImageConfig.parse(config.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return name;
  }
}

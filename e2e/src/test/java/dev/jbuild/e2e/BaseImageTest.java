package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A base passes through whole, and its bytes move no more often than they must. */
class BaseImageTest {

  @Test
  void cudaBasesPassThroughAndTheirLayersAreMounted() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start();
        Jbuild builder = Jbuild.asMe()) {
      String base = registry.address() + "/nvidia/cuda:12.4.1-base";
      String model = registry.address() + "/team/model:1";
      String layer = pushBase(base);

      Context context =
          Context.in(builder, "model")
              .file("weights.bin", "one")
              .dockerfile("FROM " + base, "COPY weights.bin /models/");
      builder.run("-t", model, "--push", context.path()).expect(0);
      context.file("weights.bin", "two");
      builder.run("-t", model, "--push", context.path()).expect(0);

      assertThat(requests(registry, "GET", "blobs/" + layer))
          .as("the base's layer, read for its index")
          .hasSize(1);
      assertThat(requests(registry, "PUT", layer.replace(":", "%3A")))
          .as("uploads of it")
          .hasSize(1);
      assertThat(requests(registry, "POST", "/v2/team/model/blobs/uploads/?")).isNotEmpty();
      JsonNode config = config(model).path("config");
      assertThat(config.path("Env").toString())
          .contains(
              "NVIDIA_VISIBLE_DEVICES=all",
              "CUDA_VERSION=12.4.1",
              "cuda>=12.4 brand=tesla,driver>=470,driver<471");
      assertThat(config.path("Labels").path("com.nvidia.cudnn.version").asText())
          .isEqualTo("9.1.0.70-1");
      assertThat(config.path("Entrypoint").path(0).asText())
          .isEqualTo("/opt/nvidia/nvidia_entrypoint.sh");
    }
  }

  /** Builds and pushes a base as NVIDIA's are, and gives the digest of its big layer. */
  private static String pushBase(String name) throws Exception {
    try (Jbuild jbuild = Jbuild.asMe()) {
      jbuild.run("import", Bases.busybox().toString(), "busybox-base").expect(0);
      Context context =
          Context.in(jbuild, "base")
              .dockerfile(
                  "FROM busybox-base",
                  "ENV NVIDIA_VISIBLE_DEVICES=all CUDA_VERSION=12.4.1",
                  "ENV NVIDIA_REQUIRE_CUDA=\"cuda>=12.4 brand=tesla,driver>=470,driver<471\"",
                  "LABEL com.nvidia.cudnn.version=9.1.0.70-1",
                  "ENTRYPOINT [\"/opt/nvidia/nvidia_entrypoint.sh\"]");
      jbuild.run("-t", name, "--push", context.path()).expect(0);
    }
    String manifest =
        Program.run("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + name);
    return new ObjectMapper().readTree(manifest).path("layers").path(0).path("digest").asText();
  }

  private static JsonNode config(String name) throws IOException {
    return new ObjectMapper()
        .readTree(
            Program.run(
                "skopeo",
                "inspect",
                "--config",
                "--raw",
                "--tls-verify=false",
                "docker://" + name));
  }

  private static List<String> requests(DockerRegistry registry, String method, String part)
      throws IOException {
    return registry
        .log()
        .lines()
        .filter(line -> line.contains("\"" + method + " ") && line.contains(part))
        .collect(Collectors.toList());
  }
}

package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import dev.jbuild.e2e.differ.DockerDaemon;
import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What jbuild built and pushed, in each compression, is read by others. */
class ReadByOthersTest {
  private static final List<String> COMPRESSIONS = List.of("gzip", "zstd", "uncompressed");
  private static final String CONTENT = "built by jbuild";

  private static DockerRegistry server;
  private static RawRegistry registry;
  @TempDir private Path directory;

  @BeforeAll
  static void build() throws Exception {
    server = DockerRegistry.start();
    registry = new RawRegistry(server.address());
    try (Jbuild jbuild = Jbuild.asMe()) {
      jbuild.run("import", Bases.busybox().toString(), "busybox-base").expect(0);
      Context context =
          Context.in(jbuild, "context")
              .file("file", CONTENT)
              .dockerfile("FROM busybox-base", "COPY file /file", "ENV A=b");
      for (String compression : COMPRESSIONS) {
        String output = "type=registry,compression=" + compression;
        jbuild.run("-t", address(compression), "-o", output, context.path()).expect(0);
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    registry.close();
    server.close();
  }

  private static String name(String compression) {
    return "built:" + compression;
  }

  private static String address(String compression) {
    return server.address() + "/" + name(compression);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void theLayerThatWasBuiltIsCompressedAsAsked() throws Exception {
    assertThat(lastLayerType("gzip")).endsWith(".tar+gzip");
    assertThat(lastLayerType("zstd")).endsWith(".tar+zstd");
    assertThat(lastLayerType("uncompressed")).endsWith(".tar");
  }

  private static String lastLayerType(String compression) throws Exception {
    JsonNode layers = json(registry.text(name(compression))).path("layers");
    return layers.path(layers.size() - 1).path("mediaType").asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "uncompressed"})
  void skopeoCopiesAndChecksEveryDigest(String compression) throws Exception {
    String from = "docker://" + address(compression);
    String to = "dir:" + directory;
    Program.run("skopeo", "copy", "--preserve-digests", "--src-tls-verify=false", from, to);
    assertThat(directory.resolve("manifest.json")).hasContent(registry.text(name(compression)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "uncompressed"})
  void buildahRunsIt(String compression) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "buildah's chroot needs root");
    Buildah buildah = new Buildah(directory);
    assertThat(buildah.runIn(address(compression), "sh", "-c", "echo $A $(cat /file)"))
        .isEqualTo("b " + CONTENT);
  }

  /** Jib 0.28 takes no layer that is not compressed. */
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void jibTakesItAsABase(String compression) throws Exception {
    Path tar = directory.resolve("image.tar");
    Jib.from(RegistryImage.named(address(compression)))
        .addEnvironmentVariable("C", "d")
        .containerize(
            Containerizer.to(TarImage.at(tar).named("on-jbuild"))
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(directory.resolve("base"))
                .setApplicationLayersCache(directory.resolve("layers")));
    JsonNode config = json(Program.run("tar", "-xOf", tar.toString(), "config.json"));
    assertThat(config.path("rootfs").path("diff_ids")).isEqualTo(diffIds(compression));
    assertThat(config.path("config").path("Env").toString()).contains("\"A=b\"", "\"C=d\"");
  }

  private static JsonNode diffIds(String compression) throws Exception {
    String name = name(compression);
    String digest = json(registry.text(name)).path("config").path("digest").asText();
    return json(registry.blob(name, digest)).path("rootfs").path("diff_ids");
  }

  /** zstd is not for umoci 0.4. */
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "uncompressed"})
  void umociUnpacksIt(String compression) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "umoci unpacks owners only as root");
    String layout = directory.resolve("layout") + ":image";
    try (Jbuild jbuild = Jbuild.asMe()) {
      jbuild.run("copy", "docker://" + address(compression), "oci:" + layout).expect(0);
    }
    Path bundle = directory.resolve("bundle");
    Program.run("umoci", "unpack", "--image", layout, bundle.toString());
    assertThat(bundle.resolve("rootfs/file")).hasContent(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "uncompressed"})
  void dockerRunsIt(String compression) throws Exception {
    assumeTrue(DockerDaemon.answers(), "no Docker daemon answers here");
    String name = address(compression);
    Program.run("docker", "pull", "--quiet", name);
    assertThat(Program.run("docker", "run", "--rm", name, "cat", "/file")).contains(CONTENT);
    Program.run("docker", "rmi", name);
  }
}

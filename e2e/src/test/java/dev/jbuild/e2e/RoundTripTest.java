package dev.jbuild.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jbuild.oci.Digest;
import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others pushed comes out of every way through jbuild as it went in, byte for byte. */
class RoundTripTest {
  private static final String OCI = "application/vnd.oci.image.";

  private static DockerRegistry server;
  private static RawRegistry registry;
  private static DockerRegistry other;
  private static RawRegistry otherRegistry;
  @TempDir private Path directory;

  @BeforeAll
  static void start() throws IOException {
    server = DockerRegistry.start();
    registry = new RawRegistry(server.address());
    other = DockerRegistry.start();
    otherRegistry = new RawRegistry(other.address());
  }

  @AfterAll
  static void stop() throws IOException {
    registry.close();
    server.close();
    otherRegistry.close();
    other.close();
  }

  /** A way of an image from one registry to another. */
  private enum Way {
    STORE {
      @Override
      void go(Jbuild jbuild, String from, String to) throws Exception {
        jbuild.run("pull", from).expect(0);
        jbuild.run("push", from, to).expect(0);
      }
    },
    REGISTRIES {
      @Override
      void go(Jbuild jbuild, String from, String to) throws Exception {
        copy(jbuild, "docker://" + from, "docker://" + to);
      }
    },
    DOCKER_ARCHIVE {
      @Override
      void go(Jbuild jbuild, String from, String to) throws Exception {
        copy(jbuild, "docker://" + from, "oci:layout:image");
        copy(jbuild, "oci:layout:image", "docker-archive:image.tar:image:1");
        copy(jbuild, "docker-archive:image.tar:image:1", "docker://" + to);
      }
    },
    OCI_ARCHIVE {
      @Override
      void go(Jbuild jbuild, String from, String to) throws Exception {
        copy(jbuild, "docker://" + from, "oci:layout:image");
        copy(jbuild, "oci:layout:image", "oci-archive:image.tar:image");
        copy(jbuild, "oci-archive:image.tar:image", "docker://" + to);
      }
    };

    abstract void go(Jbuild jbuild, String from, String to) throws Exception;

    private static void copy(Jbuild jbuild, String from, String to) throws Exception {
      jbuild.run("copy", "--all", from, to).expect(0);
    }
  }

  /** Each way begins with an empty state: nothing is known or mounted from another one. */
  private static String go(Way way, String name) throws Exception {
    String end = way.name().toLowerCase(Locale.ROOT) + "/" + name;
    try (Jbuild jbuild = Jbuild.asMe()) {
      way.go(jbuild, server.address() + "/" + name, other.address() + "/" + end);
    }
    return end;
  }

  private static void comesBack(Way way, String name) throws Exception {
    registry.isSame(name, otherRegistry, go(way, name));
  }

  @ParameterizedTest
  @EnumSource
  void imagesComeBackAsTheyWere(OtherPusher pusher) throws Exception {
    assumeTrue(pusher.isHere(), "the program, or what it needs, is not here");
    String name = pusher.name().toLowerCase(Locale.ROOT) + ":1";
    pusher.push(directory, server.address() + "/" + name);
    comesBack(Way.STORE, name);
    comesBack(Way.REGISTRIES, name);
    comesBack(Way.DOCKER_ARCHIVE, name);
  }

  @Test
  void anIndexComesBackAsItWas() throws Exception {
    String first = platform("parts:1", "amd64");
    String second = platform("parts:1", "arm64");
    Buildah buildah = new Buildah(directory);
    buildah.run("manifest", "create", "both");
    for (String architecture : List.of("amd64", "arm64")) {
      String part = "docker://" + server.address() + "/parts:1-" + architecture;
      buildah.run("manifest", "add", "--tls-verify=false", "both", part);
    }
    String made = server.address() + "/by-buildah:1";
    buildah.run(
        "manifest", "push", "--quiet", "--all", "--tls-verify=false", "both", "docker://" + made);
    OtherPusher.skopeo(
        "docker://" + made, server.address() + "/by-skopeo:1", "--all", "--src-tls-verify=false");

    comesBack(Way.REGISTRIES, "by-buildah:1");
    comesBack(Way.OCI_ARCHIVE, "by-skopeo:1");
    String one = go(Way.STORE, "by-skopeo:1");
    String digest = Digest.of(otherRegistry.text(one).getBytes(UTF_8)).toString();
    assertThat(List.of(first, second)).anyMatch(part -> part.contains(digest));
  }

  @Test
  void whatNobodyKnowsYetComesBack() throws Exception {
    registry.put("odd:1", OCI + "index.v1+json", odd("odd:1"));
    comesBack(Way.REGISTRIES, "odd:1");
    comesBack(Way.OCI_ARCHIVE, "odd:1");
  }

  /** Two platforms, an attestation for one of them, and fields that no specification has yet. */
  private String odd(String name) throws Exception {
    String amd = platform(name, "amd64");
    String arm = platform(name, "arm64");
    String manifest = attestation(name);
    registry.put(name + "-attestation", OCI + "manifest.v1+json", manifest);
    String attestation =
        with(
            RawRegistry.descriptor(OCI + "manifest.v1+json", manifest),
            """
            "artifactType": "application/vnd.example", "data": "e30=",
            "platform": {"architecture": "unknown", "os": "unknown"},
            "annotations": {"vnd.docker.reference.type": "attestation-manifest"}\
            """);
    return """
    { "schemaVersion" : 2, "mediaType":"%sindex.v1+json", "x-unknown": [1.50, {"é": null}],
      "manifests": [%s, %s, %s],
      "annotations": {"a":"b"} }
    """
        .formatted(OCI, amd, arm, attestation);
  }

  /** Has skopeo push an image; gives its entry in an index. */
  private String platform(String name, String architecture) throws Exception {
    Path work = Files.createDirectory(directory.resolve(architecture));
    String image = OtherPusher.umoci(work);
    Program.run("umoci", "config", "--image", image.substring(4), "--architecture", architecture);
    String tag = name + "-" + architecture;
    OtherPusher.skopeo(image, server.address() + "/" + tag, "--format=oci");
    return with(
        RawRegistry.descriptor(OCI + "manifest.v1+json", registry.text(tag)),
        "\"platform\": {\"architecture\": \"%s\", \"os\": \"linux\", \"x-level\": 3}"
            .formatted(architecture));
  }

  private static String attestation(String name) throws Exception {
    String config = registry.putBlob(name, OCI + "config.v1+json", "{\"os\":\"unknown\"}");
    String statement = registry.putBlob(name, "application/vnd.in-toto+json", "{\"_type\":\"x\"}");
    return "{\"schemaVersion\":2,\"mediaType\":\"%smanifest.v1+json\",\"config\":%s,\"layers\":[%s]}"
        .formatted(OCI, config, statement);
  }

  /** A descriptor with more fields. */
  private static String with(String descriptor, String fields) throws IOException {
    String joined = descriptor.replaceFirst("}$", "," + fields + "}");
    new ObjectMapper().readTree(joined);
    return joined;
  }
}

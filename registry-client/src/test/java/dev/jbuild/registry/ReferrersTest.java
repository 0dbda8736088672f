package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.registry.transport.Timeouts;
import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.registry.Fault;
import dev.jbuild.testkit.registry.Quirk;
import dev.jbuild.testkit.registry.TestRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Artifacts that refer to images, in registries that know of them and in those that do not. */
class ReferrersTest {
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private SmallImage image;
  private RegistryClient client;

  @BeforeEach
  void start() throws IOException {
    image = SmallImage.of("signed");
    client =
        new RegistryClient(
            RegistrySettings.defaults(),
            CredentialSource.none(),
            Optional.empty(),
            new RegistryClient.Limits(
                Timeouts.STANDARD,
                new Retries(2, Duration.ofMillis(1), Duration.ofSeconds(1)),
                ChunkSizes.STANDARD));
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private byte[] signature(int number) {
    String text =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
         "artifactType":"application/vnd.example.signature","x-new":[1],
         "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2,"data":"e30="},
         "layers":[{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2}],
         "subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%d},
         "annotations":{"number":"%d"}}
        """
            .formatted(
                Digest.of(EMPTY),
                Digest.of(EMPTY),
                image.manifest().digest(),
                image.manifest().bytes().length,
                number);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ImageReference push(ImageReference repository, byte[] signature) throws IOException {
    ImageReference place = repository.withDigest(RawManifest.parse(signature, null).digest());
    client.pushBlob(
        repository,
        Descriptor.of(MediaType.OCI_EMPTY, EMPTY),
        () -> new ByteArrayInputStream(EMPTY),
        _ -> {});
    client.pushManifest(place, MediaType.OCI_MANIFEST, signature);
    return place;
  }

  private void findsThree(ImageReference repository) throws IOException {
    image.push(client, repository.withTag("1"));
    assertThat(client.referrers(repository, image.manifest().digest())).isEmpty();
    for (int number = 0; number < 3; number++) {
      push(repository, signature(number));
    }
    List<Descriptor> found = client.referrers(repository, image.manifest().digest());
    assertThat(found)
        .extracting(one -> one.annotations().get("number"))
        .containsExactlyInAnyOrder("0", "1", "2");
    assertThat(found)
        .extracting(Descriptor::artifactType)
        .containsOnly("application/vnd.example.signature");
    for (Descriptor one : found) {
      int number = Integer.parseInt(one.annotations().get("number"));
      assertThat(client.manifest(repository, one).bytes()).isEqualTo(signature(number));
    }
  }

  @Test
  void asksTheRegistry() throws IOException {
    try (TestRegistry registry = TestRegistry.start()) {
      findsThree(registry.reference("team/app"));
      assertThat(client.tags(registry.reference("team/app"))).containsExactly("1");
      assertThat(registry.traffic().requests("GET /v2/team/app/referrers/")).hasSize(3);
    }
  }

  @Test
  void keepsTheListItselfWhereTheRegistryDoesNot() throws IOException {
    try (TestRegistry registry = TestRegistry.start(Quirk.NO_REFERRERS)) {
      ImageReference repository = registry.reference("team/app");
      findsThree(repository);
      ImageReference again = push(repository, signature(1));
      String tag = "sha256-" + image.manifest().digest().hex();
      assertThat(client.tags(repository)).containsExactlyInAnyOrder("1", tag);
      assertThat(client.referrers(repository, image.manifest().digest())).hasSize(3);

      client.delete(again);
      assertThat(client.referrers(repository, image.manifest().digest()))
          .extracting(one -> one.annotations().get("number"))
          .containsExactly("0", "2");
    }
  }

  @Test
  void keepsWhatOthersWroteIntoTheList() throws IOException {
    try (TestRegistry registry = TestRegistry.start(Quirk.NO_REFERRERS)) {
      ImageReference repository = registry.reference("team/app");
      ImageReference list = repository.withTag("sha256-" + image.manifest().digest().hex());
      byte[] old = ImageIndex.of(List.of(image.manifest().descriptor())).bytes();
      String known =
          new String(old, StandardCharsets.UTF_8).replace("{\"schema", "{\"x\":7,\"schema");
      client.pushManifest(list, MediaType.OCI_INDEX, known.getBytes(StandardCharsets.UTF_8));

      push(repository, signature(1));

      String now = new String(client.manifest(list).bytes(), StandardCharsets.UTF_8);
      assertThat(now).contains("\"x\":7").contains(image.manifest().digest().toString());
      assertThat(now).contains("vnd.example.signature");
    }
  }

  @Test
  void overwritesNothingThatIsNoList() throws IOException {
    try (TestRegistry registry = TestRegistry.start(Quirk.NO_REFERRERS)) {
      ImageReference repository = registry.reference("team/app");
      String tag = "sha256-" + image.manifest().digest().hex();
      image.push(client, repository.withTag(tag));
      assertThatThrownBy(() -> push(repository, signature(1)))
          .isInstanceOf(RegistryException.Unsupported.class)
          .hasMessageContaining(tag)
          .hasMessageContaining("should list what refers to an image");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 501})
  void takesOtherRefusalsForNotKnowing(int status) throws IOException {
    try (TestRegistry registry = TestRegistry.start(Quirk.NO_REFERRERS)) {
      registry.fail(Fault.answer("GET", "/referrers/", status).times(9));
      findsThree(registry.reference("team/app"));
    }
  }

  @Test
  void saysWhenTheRegistryFails() throws IOException {
    try (TestRegistry registry = TestRegistry.start()) {
      registry.fail(Fault.answer("GET", "/referrers/", 503).times(9));
      assertThatThrownBy(
              () -> client.referrers(registry.reference("app"), image.manifest().digest()))
          .isInstanceOf(RegistryException.Unavailable.class)
          .hasMessageContaining("list of what refers to " + registry.address() + "/app@sha256:");
    }
  }

  @Test
  void standsWithTheRealRegistry() throws IOException {
    try (DockerRegistry registry = DockerRegistry.start()) {
      findsThree(registry.reference("team/app"));
      ImageReference name = registry.reference("team/app:1");
      assertThatThrownBy(() -> client.delete(name))
          .isInstanceOf(RegistryException.Unsupported.class)
          .hasMessageContaining("`jbuild delete " + name + "@" + image.manifest().digest() + "`");
      client.delete(name.withDigest(image.manifest().digest()));
      assertThatThrownBy(() -> client.manifest(name))
          .isInstanceOf(RegistryException.NotFound.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"NO_TAG_REMOVAL,removes no single tags", "NO_REFERRERS,"})
  void removesTags(Quirk quirk, @Nullable String refusal) throws IOException {
    try (TestRegistry registry = TestRegistry.start(quirk)) {
      ImageReference repository = registry.reference("team/app");
      image.push(client, repository.withTag("1"));
      image.push(client, repository.withTag("2"));
      if (refusal != null) {
        assertThatThrownBy(() -> client.delete(repository.withTag("1")))
            .hasMessageContaining(refusal);
      } else {
        client.delete(repository.withTag("1"));
        assertThat(client.tags(repository)).containsExactly("2");
      }
    }
  }
}

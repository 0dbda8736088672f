package dev.jbuild.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.cache.ImageKey;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import dev.jbuild.registry.CredentialSource;
import dev.jbuild.registry.RegistryClient;
import dev.jbuild.registry.RegistryException;
import dev.jbuild.registry.RegistrySettings;
import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.Program;
import dev.jbuild.testkit.registry.Ending;
import dev.jbuild.testkit.registry.Fault;
import dev.jbuild.testkit.registry.Quirk;
import dev.jbuild.testkit.registry.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies between all kinds of places, held against skopeo. */
class ImageTransfersTest {
  @TempDir private Path directory;
  private TestRegistry registry;
  private RegistryClient client;
  private ImageBuilder builder;
  private OddIndex odd;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    client = new RegistryClient(RegistrySettings.defaults(), CredentialSource.none());
    builder = ImageBuilder.open(Builds.settings(directory.resolve("home")));
    odd = new OddIndex(client, registry.reference("team/app:1"));
  }

  @AfterEach
  void stop() throws IOException {
    builder.close();
    client.close();
    registry.close();
  }

  private ImageLocation source() {
    return new ImageLocation.Registry(registry.reference("team/app:1"));
  }

  private Digest copy(ImageLocation from, ImageLocation to, Optional<Platform> platform)
      throws Exception {
    return builder.transfers().copy(new CopyRequest(from, to, platform, false), EventSink.quiet());
  }

  private Digest copyAll(ImageLocation from, ImageLocation to) throws Exception {
    return builder
        .transfers()
        .copy(new CopyRequest(from, to, Optional.empty(), true), EventSink.quiet());
  }

  /** Everything is where it should be, byte for byte. */
  private void isWhole(ImageReference name) throws Exception {
    try (TestRegistry reference = TestRegistry.start()) {
      assertThat(client.manifest(name).bytes()).isEqualTo(odd.top.bytes());
      copyAll(
          new ImageLocation.Registry(name), new ImageLocation.Registry(reference.reference("x")));
      assertThat(client.referrers(name, odd.top.digest()))
          .extracting(Descriptor::artifactType)
          .containsExactly("application/vnd.signature");
      for (Descriptor blob : odd.top.blobs()) {
        assertThat(reference.has("x", blob.digest())).isTrue();
      }
      for (Manifest image : List.of(odd.amd, odd.arm)) {
        assertThat(reference.has("x", image.layers().getFirst().digest())).isTrue();
        assertThat(
                Digest.of(Files.readAllBytes(reference.blob(image.layers().getFirst().digest()))))
            .isEqualTo(image.layers().getFirst().digest());
      }
    }
  }

  @Test
  void everythingGoesThroughAllPlacesThatHoldIt() throws Exception {
    try (DockerRegistry second = DockerRegistry.start();
        TestRegistry third = TestRegistry.start(Quirk.NO_REFERRERS)) {
      ImageLocation layout = new ImageLocation.Layout(directory.resolve("lay"), Optional.of("app"));
      ImageLocation archive =
          new ImageLocation.OciArchive(directory.resolve("a.tar"), Optional.of("app"));
      ImageReference there = second.reference("other/app:2");
      ImageReference end = third.reference("end:3");
      List<ImageLocation> stations =
          List.of(
              source(),
              layout,
              new ImageLocation.Registry(there),
              archive,
              new ImageLocation.Registry(end));
      for (int i = 1; i < stations.size(); i++) {
        assertThat(copyAll(stations.get(i - 1), stations.get(i))).isEqualTo(odd.top.digest());
      }
      isWhole(end);
      isWhole(there);
      long sent = third.traffic().received();
      copyAll(archive, new ImageLocation.Registry(end));
      assertThat(third.traffic().received() - sent).isLessThan(10_000);
    }
  }

  @Test
  void aDirectoryHoldsAnIndex() throws Exception {
    ImageLocation flat = new ImageLocation.Directory(directory.resolve("flat"));
    copy(source(), flat, Optional.empty());
    ImageReference back = registry.reference("back:1");
    assertThat(copy(flat, new ImageLocation.Registry(back), Optional.empty()))
        .isEqualTo(odd.top.digest());
    assertThat(client.manifest(back).bytes()).isEqualTo(odd.top.bytes());
  }

  @Test
  void blobsAreMountedWithinARegistry() throws Exception {
    long received = registry.traffic().received();
    long sent = registry.traffic().sent();
    copyAll(source(), new ImageLocation.Registry(registry.reference("other/app:1")));
    assertThat(registry.traffic().received() - received).isLessThan(10_000);
    assertThat(registry.traffic().sent() - sent).isLessThan(10_000);
    isWhole(registry.reference("other/app:1"));
  }

  @Test
  void onePlatformIsChosen() throws Exception {
    ImageLocation.Store store =
        new ImageLocation.Store(ImageKey.of(ImageReference.parse("app:arm")));
    assertThat(copy(source(), store, Optional.of(OddIndex.ARM))).isEqualTo(odd.arm.digest());
    ImageLocation docker =
        new ImageLocation.DockerArchive(
            directory.resolve("d.tar"), Optional.of(ImageReference.parse("app:arm")));
    assertThat(copy(store, docker, Optional.of(OddIndex.ARM))).isEqualTo(odd.arm.digest());
    ImageLocation back = new ImageLocation.Registry(registry.reference("back:arm"));
    assertThat(copy(docker, back, Optional.of(OddIndex.ARM))).isEqualTo(odd.arm.digest());
    assertThatThrownBy(() -> copy(source(), store, Optional.of(Platform.parse("linux/s390x"))))
        .isInstanceOf(BuildFailedException.class)
        .hasMessage(
            "there is no image for linux/s390x; there is one for: linux/amd64, linux/arm64");
  }

  @Test
  void skopeoReadsWhatIsWritten() throws Exception {
    Path layout = directory.resolve("lay");
    Path flat = directory.resolve("flat");
    Path docker = directory.resolve("d.tar");
    Path archive = directory.resolve("o.tar");
    Optional<Platform> amd = Optional.of(OddIndex.AMD);
    copy(source(), new ImageLocation.Layout(layout, Optional.of("app")), amd);
    copy(source(), new ImageLocation.Directory(flat), amd);
    copy(
        source(),
        new ImageLocation.DockerArchive(docker, Optional.of(ImageReference.parse("app:1"))),
        amd);
    copy(source(), new ImageLocation.OciArchive(archive, Optional.of("app")), amd);
    for (String place :
        List.of("oci:" + layout + ":app", "dir:" + flat, "oci-archive:" + archive + ":app")) {
      Path copy = Files.createTempDirectory(directory, "copy");
      Program.run("skopeo", "copy", "--preserve-digests", place, "dir:" + copy);
      assertThat(copy.resolve("manifest.json")).hasBinaryContent(odd.amd.bytes());
      assertThat(copy.resolve(odd.amd.layers().getFirst().digest().hex())).exists();
    }
    assertThat(Program.run("skopeo", "inspect", "docker-archive:" + docker + ":app:1"))
        .contains("amd64");
  }

  @Test
  void whatSkopeoWroteIsRead() throws Exception {
    String name = "docker://" + registry.reference("team/app:1");
    for (String place :
        List.of(
            "oci:" + directory.resolve("so") + ":app",
            "oci-archive:" + directory.resolve("so.tar") + ":app",
            "dir:" + directory.resolve("sd"))) {
      Program.run(
          "skopeo",
          "copy",
          "--src-tls-verify=false",
          "--preserve-digests",
          "--override-arch",
          "amd64",
          name,
          place);
    }
    List<ImageLocation> places =
        ImmutableList.of(
            new ImageLocation.Layout(directory.resolve("so"), Optional.of("app")),
            new ImageLocation.OciArchive(directory.resolve("so.tar"), Optional.empty()),
            new ImageLocation.Directory(directory.resolve("sd")));
    ImageReference back = registry.reference("back:1");
    for (ImageLocation place : places) {
      assertThat(copy(place, new ImageLocation.Registry(back), Optional.empty()))
          .isEqualTo(odd.amd.digest());
      assertThat(client.manifest(back).bytes()).isEqualTo(odd.amd.bytes());
    }
  }

  @Test
  void aCopyGoesOnWhereItBrokeOff() throws Exception {
    byte[] big = OddIndex.noise(5, 3_000_000);
    Descriptor blob = odd.blob(MediaType.OCI_LAYER, big);
    client.pushManifest(
        registry.reference("team/app:big"),
        MediaType.OCI_MANIFEST,
        odd.artifact("big", blob, Optional.empty()));
    registry.fail(Fault.on("GET", "/blobs/", new Ending.Close()).afterSending(1_000_000));
    long sent = registry.traffic().sent();
    try (TestRegistry other = TestRegistry.start()) {
      copy(
          new ImageLocation.Registry(registry.reference("team/app:big")),
          new ImageLocation.Registry(other.reference("big:1")),
          Optional.empty());
      assertThat(Files.readAllBytes(other.blob(blob.digest()))).isEqualTo(big);
    }
    assertThat(registry.traffic().sent() - sent).isLessThan(3_500_000);
  }

  @Test
  void damagedBlobsAreRefusedEverywhere() throws Exception {
    Files.write(registry.blob(odd.amd.layers().getFirst().digest()), OddIndex.noise(9, 201_728));
    Optional<Platform> amd = Optional.of(OddIndex.AMD);
    try (TestRegistry other = TestRegistry.start()) {
      List<ImageLocation> places =
          List.of(
              new ImageLocation.Registry(other.reference("x:1")),
              new ImageLocation.Store(ImageKey.of(ImageReference.parse("x:1"))),
              new ImageLocation.Layout(directory.resolve("l"), Optional.empty()),
              new ImageLocation.Directory(directory.resolve("f")),
              new ImageLocation.OciArchive(directory.resolve("o.tar"), Optional.empty()),
              new ImageLocation.DockerArchive(directory.resolve("d.tar"), Optional.empty()));
      for (ImageLocation place : places) {
        assertThatThrownBy(() -> copy(source(), place, amd))
            .as(place.toString())
            .isInstanceOf(RegistryException.Corrupt.class);
      }
      assertThat(directory.resolve("o.tar")).doesNotExist();
      assertThat(other.traffic().requests("PUT /v2/x/manifests")).isEmpty();
    }
  }

  @Test
  void saysWhatIsNotThere() throws Exception {
    ImageLocation target = new ImageLocation.Registry(registry.reference("x:1"));
    copy(
        source(),
        new ImageLocation.Layout(directory.resolve("l"), Optional.of("a")),
        Optional.empty());
    Path file = Files.writeString(directory.resolve("file"), "x");
    fails(new ImageLocation.Layout(directory.resolve("l"), Optional.of("b")), target)
        .hasMessageContaining("has no image b; it has: a, sha256:");
    fails(new ImageLocation.Layout(directory.resolve("none"), Optional.empty()), target)
        .hasMessageContaining("is no OCI layout");
    fails(new ImageLocation.OciArchive(directory.resolve("none"), Optional.empty()), target)
        .hasMessageContaining("there is no archive");
    fails(new ImageLocation.Directory(directory), target)
        .hasMessageContaining("holds no image: there is no manifest.json");
    fails(source(), new ImageLocation.Directory(directory))
        .hasMessageContaining("holds something else than an image");
    fails(source(), new ImageLocation.DockerArchive(file, Optional.empty()))
        .hasMessageContaining("not an index: leave out --all");
    fails(source(), new ImageLocation.Store(ImageKey.parse("x:1")))
        .hasMessageContaining("not an index: leave out --all");
    fails(source(), new ImageLocation.Registry(registry.reference("x@" + odd.amd.digest())))
        .hasMessageContaining("leave out the other one");
  }

  private AbstractThrowableAssert<?, ?> fails(ImageLocation from, ImageLocation to) {
    return assertThatThrownBy(() -> copy(from, to, Optional.empty()))
        .isInstanceOf(BuildFailedException.class);
  }
}

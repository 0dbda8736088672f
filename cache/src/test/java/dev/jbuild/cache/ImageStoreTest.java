package dev.jbuild.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.blob.CorruptBlobException;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.ImageValidator;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
  private static final ImageReference APP = ImageReference.parse("app:v1");
  private static final Platform PLATFORM = TestLayer.PLATFORM;

  @TempDir Path directory;
  private Cache cache;
  private TestLayer layer;
  private Image image;

  @BeforeEach
  void open() throws IOException {
    cache = new CacheDirectory(directory).open();
    layer = TestLayer.of(1, 10_000).storeIn(cache);
    image = TestLayer.image(layer);
  }

  @AfterEach
  void close() throws IOException {
    cache.close();
  }

  private Path stored(Descriptor blob) {
    return cache.images().directory().resolve("blobs/sha256").resolve(blob.digest().hex());
  }

  @Test
  void blobsAreLinkedFromTheCache() throws IOException {
    cache.images().write(image, APP);
    assertThat(Files.isSameFile(stored(layer.blob()), cache.blobs().path(layer.blob().digest())))
        .isTrue();
  }

  @Test
  void findsByNameByDigestAndPlatform() throws IOException {
    cache.images().write(image, APP);
    for (String name :
        new String[] {"app:v1", "docker.io/library/app:v1", "app@" + image.digest()}) {
      Image found = cache.images().find(ImageReference.parse(name), PLATFORM).orElseThrow();
      assertThat(found.digest()).isEqualTo(image.digest());
      assertThat(ImageValidator.problemsOf(found)).isEmpty();
    }
    assertThat(cache.images().find(ImageReference.parse("app"), PLATFORM)).isEmpty();
    assertThat(cache.images().find(APP, Platform.of("linux", "arm64"))).isEmpty();
  }

  @Test
  void otherProgramsReadIt() throws IOException {
    cache.images().write(image, APP);
    String name = cache.images().directory() + ":app:v1";
    assertThat(Program.run("skopeo", "inspect", "oci:" + name))
        .contains(layer.blob().digest().hex());
    Path bundle = directory.resolve("bundle");
    Program.run("umoci", "unpack", "--rootless", "--image", name, bundle.toString());
    assertThat(bundle.resolve("rootfs/second")).hasBinaryContent(layer.fileContent());
  }

  @Test
  void listsEveryName() throws IOException {
    cache.images().write(image, APP);
    ImageReference other = ImageReference.parse("ghcr.io/team/app");
    assertThat(cache.images().tag(ImageKey.of(APP), other)).isTrue();
    assertThat(cache.images().tag(ImageKey.parse("nothing"), other)).isFalse();
    assertThat(cache.images().list())
        .extracting(stored -> stored.name().orElseThrow().familiar())
        .containsExactly("app:v1", "ghcr.io/team/app:latest");
    StoredImage first = cache.images().list().getFirst();
    assertThat(first.manifest().digest()).isEqualTo(image.digest());
    assertThat(first.platform()).isEqualTo(PLATFORM);
    assertThat(first.size())
        .isEqualTo(
            layer.blob().size() + image.configBytes().length + image.manifest().bytes().length);
  }

  @Test
  void removingTheLastNameDropsTheImageButNotTheCache() throws IOException {
    cache.images().write(image, APP);
    assertThat(cache.images().remove(ImageKey.parse("other"))).isFalse();
    assertThat(cache.images().remove(ImageKey.of(APP))).isTrue();
    assertThat(stored(layer.blob())).doesNotExist();
    assertThat(cache.blobs().contains(layer.blob())).isTrue();
  }

  @Test
  void anImageNeedsNoName() throws IOException {
    Digest digest = cache.images().write(image);
    cache.images().write(image);
    assertThat(cache.images().list())
        .extracting(StoredImage::name)
        .containsExactly(Optional.empty());
    Digest config = image.manifest().config().digest();
    for (String id :
        List.of(digest.toString(), digest.hex(), digest.shortHex(), config.hex().substring(0, 4))) {
      assertThat(cache.images().find(ImageKey.parse(id), PLATFORM)).as(id).isPresent();
    }
    assertThat(Program.run("skopeo", "inspect", "--raw", "oci:" + cache.images().directory()))
        .isEqualTo(new String(image.manifest().bytes(), UTF_8));
  }

  @Test
  void aNameTakesThePlaceOfNone() throws IOException {
    Digest digest = cache.images().write(image);
    assertThat(cache.images().tag(ImageKey.parse(digest.shortHex()), APP)).isTrue();
    cache.images().write(image);
    assertThat(cache.images().list())
        .extracting(StoredImage::name)
        .containsExactly(Optional.of(APP));
  }

  @Test
  void removesByIdWhatHasAtMostOneName() throws IOException {
    ImageKey id = ImageKey.parse(cache.images().write(image).hex());
    assertThat(cache.images().remove(id)).isTrue();
    assertThat(stored(layer.blob())).doesNotExist();
    assertThat(cache.images().remove(id)).isFalse();
    cache.images().write(image, APP);
    cache.images().write(image, ImageReference.parse("other"));
    assertThatThrownBy(() -> cache.images().remove(id))
        .hasMessageContaining("several names; say which to remove: app:v1, other:latest");
    cache.images().remove(ImageKey.of(APP));
    assertThat(cache.images().remove(id)).isTrue();
    assertThat(cache.images().list()).isEmpty();
  }

  @Test
  void pruningDropsOldImagesWithoutAName() throws IOException {
    cache.images().write(image);
    cache.images().collect(Instant.now().minusSeconds(3600));
    assertThat(cache.images().list()).hasSize(1);
    cache.images().collect(Instant.now().plusSeconds(1));
    assertThat(cache.images().list()).isEmpty();
    assertThat(stored(layer.blob())).doesNotExist();
  }

  @Test
  void theCacheMayBePrunedAwayBelowAnImage() throws IOException {
    cache.images().write(image, APP);
    cache.close();
    cache = new CacheDirectory(directory).open();
    cache.prune(PrunePolicy.all(), _ -> {});
    assertThat(cache.blobs().contains(layer.blob())).isFalse();
    Image found = cache.images().find(APP, PLATFORM).orElseThrow();
    assertThat(ImageValidator.problemsOf(found)).isEmpty();
  }

  @Test
  void aDamagedBlobIsRemovedUnderBothItsNames() throws IOException {
    cache.images().write(image, APP);
    CacheDirectory.damage(stored(layer.blob()));
    Image found = cache.images().find(APP, PLATFORM).orElseThrow();
    assertThatThrownBy(() -> found.layers().getFirst().open().readAllBytes())
        .isInstanceOf(CorruptBlobException.class);
    assertThat(cache.blobs().contains(layer.blob())).isFalse();
    layer.storeIn(cache);
    cache.images().write(image, APP);
    assertThat(ImageValidator.problemsOf(cache.images().find(APP, PLATFORM).orElseThrow()))
        .isEmpty();
  }

  @Test
  void whatTheCacheFoundDamagedIsLinkedAnew() throws IOException {
    cache.images().write(image, APP);
    CacheDirectory.damage(cache.blobs().path(layer.blob().digest()));
    cache.blobs().remove(layer.blob().digest());
    layer.storeIn(cache);
    cache.images().write(image, APP);
    assertThat(ImageValidator.problemsOf(cache.images().find(APP, PLATFORM).orElseThrow()))
        .isEmpty();
  }

  @Test
  void aBrokenImageIsNamedAndCanBeRemoved() throws IOException {
    cache.images().write(image, APP);
    Files.delete(stored(image.manifest().config()));
    assertThatThrownBy(() -> cache.images().list()).hasMessageContaining("jbuild rmi app:v1");
    assertThat(cache.images().remove(ImageKey.of(APP))).isTrue();
    assertThat(cache.images().list()).isEmpty();
  }
}

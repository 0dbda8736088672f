package dev.jbuild.oci.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.blob.CorruptBlobException;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.ImageValidator;
import dev.jbuild.oci.image.Images;
import dev.jbuild.oci.image.MemoryLayer;
import dev.jbuild.oci.image.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OciLayoutTest {
  private static final ImageReference APP = ImageReference.parse("app:v1");

  @TempDir Path directory;

  private OciLayout layout() {
    return new OciLayout(directory.resolve("images"));
  }

  private static Image image(String text) throws IOException {
    return Images.of(MemoryLayer.file("base", "same"), MemoryLayer.file("etc/motd", text));
  }

  @Test
  void nothingIsMadeByLooking() throws IOException {
    assertThat(layout().entries()).isEmpty();
    assertThat(layout().find(APP)).isEmpty();
    assertThat(layout().remove(APP)).isFalse();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void fetchesWhatIsMissingOfABlob() throws IOException {
    byte[] content = {1, 2, 3, 4, 5};
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, content);
    Path parts = Files.createDirectories(directory.resolve("images/.downloads"));
    Files.write(parts.resolve(blob.digest().hex()), new byte[] {1, 2});
    try (OciLayout layout = layout()) {
      layout.fetch(blob, offset -> new ByteArrayInputStream(content, (int) offset, 3));
      assertThat(layout.blobs().read(blob)).isEqualTo(content);
    }
    assertThat(parts).doesNotExist();
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    Image image = image("hello");
    Digest digest = layout().write(image, APP);
    Descriptor entry = layout().find(APP).orElseThrow();
    assertThat(entry.digest()).isEqualTo(digest).isEqualTo(image.digest());
    assertThat(entry.platform()).isEqualTo(Images.PLATFORM);
    Image read = layout().image(entry, Images.PLATFORM).orElseThrow();
    assertThat(read.manifest().bytes()).isEqualTo(image.manifest().bytes());
    assertThat(ImageValidator.problemsOf(read)).isEmpty();
    assertThat(layout().image(entry, Platform.of("linux", "s390x"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app:v1",
        "app",
        "ghcr.io/team/app:v1.2_x",
        "127.0.0.1:5000/team/app:v1",
        "a/b/c:1"
      })
  void skopeoAndUmociFindTheName(String text) throws IOException {
    ImageReference name = ImageReference.parse(text);
    layout().write(image("hello"), name);
    String tagged = name.withTag(name.tagOrLatest()).familiar();
    Path images = directory.resolve("images");
    assertThat(Tool.run("skopeo", "inspect", "oci:" + images + ":" + tagged))
        .contains("\"Architecture\": \"amd64\"");
    Tool.run("skopeo", "copy", "oci:" + images + ":" + tagged, "dir:" + directory.resolve("copy"));
    Path bundle = directory.resolve("bundle");
    Tool.run("umoci", "unpack", "--rootless", "--image", images + ":" + tagged, bundle.toString());
    assertThat(bundle.resolve("rootfs/etc/motd")).hasContent("hello");
  }

  @Test
  void readsWhatSkopeoWrites() throws IOException {
    layout().write(image("hello"), APP);
    String from = "oci:" + directory.resolve("images") + ":app:v1";
    Path copy = directory.resolve("copy");
    Tool.run("skopeo", "copy", from, "oci:" + copy + ":team/app:v2");
    OciLayout copied = new OciLayout(copy);
    Descriptor entry = copied.find(ImageReference.parse("team/app:v2")).orElseThrow();
    assertThat(ImageValidator.problemsOf(copied.image(entry))).isEmpty();
  }

  @Test
  void aNameMeansTheLastImageWritten() throws IOException {
    layout().write(image("old"), APP);
    Image image = image("new");
    layout().write(image, APP);
    assertThat(layout().entries()).hasSize(1);
    assertThat(layout().find(APP).orElseThrow().digest()).isEqualTo(image.digest());
  }

  @Test
  void writingAgainChangesNothing() throws IOException {
    Image image = image("hello");
    layout().write(image, APP);
    layout().write(image("other"), ImageReference.parse("other"));
    Path index = directory.resolve("images/index.json");
    Object before = Files.readAttributes(index, BasicFileAttributes.class).fileKey();
    layout().write(image, APP);
    assertThat(Files.readAttributes(index, BasicFileAttributes.class).fileKey()).isEqualTo(before);
  }

  @Test
  void removingTheLastNameRemovesTheBlobsThatNobodyElseNeeds() throws IOException {
    Image one = image("one");
    Image two = image("two");
    ImageReference other = ImageReference.parse("other");
    layout().write(one, APP);
    layout().write(two, other);
    layout().tag(layout().find(APP).orElseThrow(), ImageReference.parse("again"));
    assertThat(layout().remove(APP)).isTrue();
    assertThat(layout().blobs().contains(one.manifest().config())).isTrue();
    assertThat(layout().remove(ImageReference.parse("again"))).isTrue();
    assertThat(layout().blobs().contains(one.manifest().config())).isFalse();
    Image left = layout().image(layout().find(other).orElseThrow());
    assertThat(ImageValidator.problemsOf(left)).isEmpty();
    assertThat(directory.resolve("images/blobs/sha256"))
        .isDirectoryNotContaining(file -> file.getFileName().toString().equals(one.digest().hex()));
  }

  @Test
  void whoKeepsBlobsFindsThemAfterTheNameIsGone() throws IOException {
    Image image = image("hello");
    layout().write(image, APP);
    try (LockFile.Held _ = layout().keepBlobs()) {
      assertThat(layout().remove(APP)).isTrue();
      assertThat(layout().blobs().contains(image.manifest().config())).isTrue();
    }
    assertThat(layout().collect()).isPositive();
    assertThat(layout().blobs().contains(image.manifest().config())).isFalse();
  }

  @Test
  void aDamagedBlobIsFoundRemovedAndWrittenAgain() throws IOException {
    Image image = image("hello");
    layout().write(image, APP);
    Descriptor blob = image.layers().getLast().blob();
    Path file = layout().blobs().path(blob.digest());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    try (InputStream in = layout().blobs().open(blob)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(CorruptBlobException.class)
          .hasMessageContaining(file.toString());
    }
    assertThat(file).doesNotExist();
    layout().write(image, APP);
    Image read = layout().image(layout().find(APP).orElseThrow());
    assertThat(ImageValidator.problemsOf(read)).isEmpty();
  }

  @Test
  void aDamagedIndexIsNamed() throws IOException {
    layout().write(image("hello"), APP);
    Path index = directory.resolve("images/index.json");
    Files.writeString(index, "{");
    assertThatThrownBy(() -> layout().entries()).hasMessageContaining(index.toString());
  }
}

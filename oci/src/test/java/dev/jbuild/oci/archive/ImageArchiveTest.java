package dev.jbuild.oci.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.ImageValidator;
import dev.jbuild.oci.image.Images;
import dev.jbuild.oci.image.MemoryLayer;
import dev.jbuild.oci.image.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageArchiveTest {
  private static final ImmutableList<ImageReference> NAMES =
      ImmutableList.of(ImageReference.parse("team/app:v1"), ImageReference.parse("app"));

  @TempDir Path directory;
  private Image image;
  private Path file;

  /** Both forms: whatever holds for one must hold for the other. */
  enum Form {
    OCI("oci-archive:") {
      @Override
      void write(Image image, List<ImageReference> names, OutputStream out) throws IOException {
        OciArchive.write(image, names, out);
      }
    },
    DOCKER("docker-archive:") {
      @Override
      void write(Image image, List<ImageReference> names, OutputStream out) throws IOException {
        DockerArchive.write(image, names, out);
      }
    };

    final String transport;

    Form(String transport) {
      this.transport = transport;
    }

    abstract void write(Image image, List<ImageReference> names, OutputStream out)
        throws IOException;
  }

  @BeforeEach
  void makeImage() throws IOException {
    MemoryLayer base = MemoryLayer.file("base", "same");
    MemoryLayer plain =
        MemoryLayer.of(Compression.NONE, writer -> MemoryLayer.add(writer, "plain", "text"));
    image = Images.of(base, plain, base);
    file = directory.resolve("image.tar");
  }

  private void write(Form form, List<ImageReference> names) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      form.write(image, names, out);
    }
  }

  @ParameterizedTest
  @EnumSource
  void skopeoReadsIt(Form form) throws IOException {
    write(form, NAMES);
    String from = form.transport + file + ":team/app:v1";
    assertThat(Tool.run("skopeo", "inspect", from)).contains("\"Architecture\": \"amd64\"");
    Tool.run("skopeo", "copy", from, "dir:" + directory.resolve("copy"));
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrote(Form form) throws IOException {
    write(form, NAMES);
    List<ArchivedImage> images = ImageArchive.read(file, Images.PLATFORM);
    assertThat(images)
        .flatExtracting(ArchivedImage::names)
        .containsExactlyElementsOf(
            NAMES.stream().map(name -> name.withTag(name.tagOrLatest())).toList());
    for (ArchivedImage read : images) {
      assertThat(read.image().digest()).isEqualTo(image.digest());
      assertThat(ImageValidator.problemsOf(read.image())).isEmpty();
    }
    assertThat(ImageArchive.read(file, Platform.of("linux", "s390x"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void namesAreNotNeeded(Form form) throws IOException {
    write(form, List.of());
    List<ArchivedImage> images = ImageArchive.read(file, Images.PLATFORM);
    assertThat(images).hasSize(1).first().matches(read -> read.names().isEmpty());
    Tool.run("skopeo", "copy", form.transport + file, "dir:" + directory.resolve("copy"));
  }

  @ParameterizedTest
  @EnumSource
  void equalImagesGiveEqualBytes(Form form) throws IOException {
    write(form, NAMES);
    byte[] once = Files.readAllBytes(file);
    write(form, NAMES);
    assertThat(Files.readAllBytes(file)).isEqualTo(once);
  }

  @Test
  void readsWhatSkopeoWritesInDockersOldForm() throws IOException {
    write(Form.DOCKER, NAMES);
    Path old = directory.resolve("old.tar");
    Tool.run(
        "skopeo",
        "copy",
        "docker-archive:" + file + ":team/app:v1",
        "docker-archive:" + old + ":x:1");
    List<ArchivedImage> images = ImageArchive.read(old, Images.PLATFORM);
    assertThat(images).hasSize(1);
    assertThat(images.getFirst().names()).containsExactly(ImageReference.parse("x:1"));
    assertThat(images.getFirst().image().config().diffIds()).isEqualTo(image.config().diffIds());
    assertThat(ImageValidator.problemsOf(images.getFirst().image())).isEmpty();
  }

  @Test
  void saysWhatIsNoArchive() throws IOException {
    Tool.run("tar", "-C", "/etc", "-cf", file.toString(), "hostname");
    assertThatThrownBy(() -> ImageArchive.read(file, Images.PLATFORM))
        .hasMessageContaining("neither index.json nor manifest.json");
    Tool.run("gzip", file.toString());
    assertThatThrownBy(() -> ImageArchive.read(directory.resolve("image.tar.gz"), Images.PLATFORM))
        .hasMessageContaining("compressed");
  }

  @Test
  void aDamagedLayerIsNotTaken() throws IOException {
    write(Form.OCI, NAMES);
    byte[] bytes = Files.readAllBytes(file);
    bytes[3 * 512 + 20] ^= 1; // in the first layer: two directories and one header are before it
    Files.write(file, bytes);
    Image read = ImageArchive.read(file, Images.PLATFORM).getFirst().image();
    assertThatThrownBy(() -> read.layers().getFirst().open().readAllBytes())
        .hasMessageContaining(read.layers().getFirst().blob().digest().toString());
  }
}

package dev.jbuild.oci.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.tar.TarWriter;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Whiteout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are no layers. */
class ArchiveFilesTest {
  private static final Metadata METADATA = new Metadata(0644, 1, 2, Metadata.EPOCH);

  @Test
  void namesOfRemovalsAreNamesOfFiles() throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    assertThat(LayerReader.files(new ByteArrayInputStream(gzip(archive())), plain).entries())
        .map(entry -> entry.path())
        .containsExactly("a", ".wh.b");
    assertThat(plain.toByteArray()).isEqualTo(archive());
  }

  @Test
  void offsetsPointIntoThePlainTar() throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    RegularFile file =
        (RegularFile)
            LayerReader.files(new ByteArrayInputStream(gzip(archive())), plain).entries().get(0);
    assertThat(plain.toString(UTF_8).substring((int) file.offset())).startsWith("hello");
  }

  @Test
  void archivesAreToldByTheirStart() throws IOException {
    assertThat(LayerReader.isArchive(archive())).isTrue();
    assertThat(LayerReader.isArchive(Arrays.copyOf(gzip(archive()), 20))).isTrue();
    assertThat(LayerReader.isArchive(new byte[1024])).as("an empty tar").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "FROM scratch\n", "BZ", "PK\u0003\u0004"})
  void whatIsNoArchive(String text) {
    assertThat(LayerReader.isArchive(text.getBytes(UTF_8))).isFalse();
    assertThat(LayerReader.isArchive(Arrays.copyOf(text.getBytes(UTF_8), 3))).isFalse();
    assertThat(LayerReader.isArchive((text + " ".repeat(1024)).getBytes(UTF_8))).isFalse();
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarWriter tar = new TarWriter(bytes);
    tar.file("a", METADATA, 5);
    tar.write("hello".getBytes(UTF_8), 0, 5);
    tar.header(new Whiteout("b"));
    tar.finish();
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    }
    return zipped.toByteArray();
  }
}

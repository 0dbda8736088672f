package dev.jbuild.oci.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LayerWriterTest {
  private static final Metadata PLAIN = new Metadata(0644, 0, 0, Metadata.EPOCH);

  private boolean closed;

  @Test
  void saysWhatItWrote() throws IOException {
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    LayerWriter writer = LayerWriter.to(blob, Compression.NONE);
    RegularFile file = writer.file("a", PLAIN, 5, content("hello"));
    WrittenLayer layer = writer.finish();
    assertThat(file).isEqualTo(new RegularFile("a", PLAIN, 5, digest("hello"), 512));
    assertThat(layer.index().entries()).containsExactly((LayerEntry) file);
    assertThat(layer.plainSize()).isEqualTo(512 + 512 + 1024);
    assertThat(layer.blob().digest()).isEqualTo(Digest.of(blob.toByteArray()));
    assertThat(layer.diffId().digest()).isEqualTo(layer.blob().digest());
  }

  @Test
  void refusesContentOfAnotherSize() throws IOException {
    try (LayerWriter writer = writer()) {
      assertThatThrownBy(() -> writer.file("dir/short", PLAIN, 6, content("hello")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("dir/short ended 1 bytes before its 6 bytes");
    }
    assertThat(closed).isTrue();
    try (LayerWriter writer = writer()) {
      assertThatThrownBy(() -> writer.file("dir/long", PLAIN, 4, content("hello")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("dir/long has more than its 4 bytes");
    }
  }

  @Test
  void refusesNamesThatWouldRemoveFiles() throws IOException {
    try (LayerWriter writer = writer()) {
      assertThatThrownBy(() -> writer.file("a/.wh.b", PLAIN, 0, content("")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("a/.wh.b");
      assertThatThrownBy(() -> writer.add(new Fifo(".wh..wh..opq", PLAIN)))
          .isInstanceOf(IOException.class);
    }
  }

  private LayerWriter writer() {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed = true;
          }
        };
    return LayerWriter.to(out, Compression.GZIP);
  }

  private static Content content(String text) {
    return () -> new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(UTF_8));
  }
}

package dev.jbuild.oci.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.tree.LayerIndex;
import dev.jbuild.oci.tree.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerRoundTripTest {
  @ParameterizedTest
  @EnumSource(Compression.class)
  void readsWhatItWrote(Compression compression) throws IOException {
    for (int seed = 0; seed < 30; seed++) {
      ByteArrayOutputStream blob = new ByteArrayOutputStream();
      LayerWriter writer = LayerWriter.to(blob, compression);
      LayerIndex index = RandomLayer.write(new Random(seed), writer);
      WrittenLayer written = writer.finish();
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      WrittenLayer read =
          LayerReader.read(new ByteArrayInputStream(blob.toByteArray()), written.blob(), plain);
      assertThat(written.index()).as("seed " + seed).isEqualTo(index);
      assertThat(read).as("seed " + seed).isEqualTo(written);
      assertContentAtOffsets(read, plain.toByteArray());
    }
  }

  private static void assertContentAtOffsets(WrittenLayer layer, byte[] tar) {
    assertThat(Digest.of(tar)).isEqualTo(layer.diffId().digest());
    assertThat(layer.plainSize()).isEqualTo(tar.length);
    layer.index().entries().stream()
        .filter(RegularFile.class::isInstance)
        .map(RegularFile.class::cast)
        .forEach(file -> {
          int start = Math.toIntExact(file.offset());
          byte[] content = Arrays.copyOfRange(tar, start, start + (int) file.size());
          assertThat(Digest.of(content)).as(file.path()).isEqualTo(file.content());
        });
  }

  @Test
  void indexesSurviveTheirFormat() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      LayerWriter writer = LayerWriter.to(new ByteArrayOutputStream(), Compression.NONE);
      RandomLayer.write(new Random(seed), writer);
      LayerIndex index = writer.finish().index();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      LayerIndexFormat.write(index, bytes);
      LayerIndex read = LayerIndexFormat.read(new ByteArrayInputStream(bytes.toByteArray()));
      assertThat(read).as("seed " + seed).isEqualTo(index);
    }
  }
}

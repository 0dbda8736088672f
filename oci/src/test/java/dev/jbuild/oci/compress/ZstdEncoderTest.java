package dev.jbuild.oci.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZstdEncoderTest {
  private static final byte[] DATA = SampleData.mixed(new Random(5), 3 << 20);

  @Test
  void itsBytesNeverChange() throws IOException {
    assertThat(Digest.of(zstd(DATA)).hex())
        .as("another zstd-jni with other bytes needs a new Compression.ZSTD.id()")
        .isEqualTo("310da7381a6535e53e6adf2a79a6014ca8835520ff04c5834116c73f91f2879b");
  }

  @Test
  void theProgramReadsIt(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("data.zst"), zstd(DATA));
    Process process =
        new ProcessBuilder("zstd", "-t", file.toString()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  @Test
  void anAbortedFrameHasNoEnd() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Encoder encoder = Compression.ZSTD.encoder(out)) {
      encoder.write(DATA, 0, DATA.length);
    }
    assertThat(out.size()).isLessThan(zstd(DATA).length);
  }

  private static byte[] zstd(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Encoder encoder = Compression.ZSTD.encoder(out)) {
      encoder.write(data, 0, data.length);
      encoder.finish();
    }
    return out.toByteArray();
  }
}

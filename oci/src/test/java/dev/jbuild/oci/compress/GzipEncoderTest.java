package dev.jbuild.oci.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipEncoderTest {
  private static final int CHUNK = 256 << 10;

  @Test
  void itsBytesNeverChange() throws IOException {
    byte[] data = SampleData.mixed(new Random(1), 3 * CHUNK + 12345);
    assertThat(Digest.of(gzip(data, 2)).hex())
        .as("a change of these bytes needs a new Compression.GZIP.id()")
        .isEqualTo("062e21d3dfee0e3a3b12436303ce66bc76560b1aa87c035e7c39acaaae8d9151");
  }

  @Test
  void theNumberOfThreadsDoesNotShow() throws IOException {
    byte[] data = SampleData.mixed(new Random(2), 9 * CHUNK);
    byte[] alone = gzip(data, 1);
    assertThat(gzip(data, 2)).isEqualTo(alone);
    assertThat(gzip(data, 7)).isEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 511, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK})
  void theJdkReadsIt(int length) throws IOException {
    byte[] data = SampleData.mixed(new Random(length), length);
    byte[] zipped = gzip(data, 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes())
        .isEqualTo(data);
  }

  @Test
  void otherProgramsReadIt(@TempDir Path directory) throws Exception {
    byte[] data = SampleData.mixed(new Random(3), 7 * CHUNK + 99);
    Path plain = Files.write(directory.resolve("plain"), data);
    Path zipped = Files.write(directory.resolve("zipped.gz"), gzip(data, 2));
    run("gzip", "-t", zipped.toString());
    run("pigz", "-t", zipped.toString());
    run(
        "python3",
        "-c",
        "import gzip, sys; assert gzip.open(sys.argv[1]).read() == open(sys.argv[2], 'rb').read()",
        zipped.toString(),
        plain.toString());
  }

  @Test
  void whatDoesNotShrinkIsStored() throws IOException {
    byte[] data = new byte[4 * CHUNK];
    new Random(4).nextBytes(data);
    assertThat(gzip(data, 2).length).isBetween(data.length, data.length + data.length / 2000);
  }

  @Test
  @Timeout(60)
  void aFullDiskReachesTheCaller() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    try (GzipEncoder encoder = new GzipEncoder(full, 2)) {
      byte[] data = new byte[CHUNK];
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  encoder.write(data, 0, data.length);
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
      assertThatThrownBy(encoder::finish).hasMessage("No space left on device");
    }
    noGzipThreadStays();
  }

  @Test
  @Timeout(60)
  void abortFreesItsThreads() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GzipEncoder encoder = new GzipEncoder(out, 3)) {
      encoder.write(new byte[20 * CHUNK], 0, 20 * CHUNK);
    }
    noGzipThreadStays();
  }

  /**
   * A thread is still alive for a moment after its pool has ended: the test's own limit applies.
   */
  private static void noGzipThreadStays() {
    while (gzipThreads() > 0) {
      Thread.onSpinWait();
    }
  }

  private static long gzipThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("jbuild-gzip"))
        .filter(Thread::isAlive)
        .count();
  }

  private static byte[] gzip(byte[] data, int threads) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GzipEncoder encoder = new GzipEncoder(out, threads)) {
      encoder.write(data, 0, data.length);
      encoder.finish();
    }
    return out.toByteArray();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}

package dev.jbuild.oci.compress.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.compress.SampleData;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Tries the encoder on data of all kinds and lengths, with arrays full of other bytes. */
class ChunkEncoderTest {
  private static final int[] LENGTHS = {
    1,
    2,
    3,
    4,
    5,
    7,
    8,
    12,
    257,
    258,
    259,
    280,
    281,
    300,
    16383,
    16384,
    65535,
    65536,
    65537,
    65536 + 16383,
    65536 + 16384,
    2 * 65536 + 100,
    ChunkEncoder.CHUNK - 1,
    ChunkEncoder.CHUNK
  };

  private final ChunkEncoder used = new ChunkEncoder();
  private final byte[] in = new byte[ChunkEncoder.INPUT_LENGTH];
  private final byte[] out = new byte[ChunkEncoder.OUTPUT_LENGTH];

  @Test
  void everyChunkComesBack() throws DataFormatException {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      int length =
          seed < LENGTHS.length ? LENGTHS[seed] : 1 + random.nextInt(1 << (1 + random.nextInt(18)));
      check(random, length, "seed " + seed);
    }
  }

  private void check(Random random, int length, String name) throws DataFormatException {
    int window = random.nextBoolean() ? ChunkEncoder.WINDOW : 0;
    byte[] data =
        random.nextBoolean()
            ? SampleData.uniform(random, window + length)
            : SampleData.mixed(random, window + length);
    byte[] once = encode(used, random, data, window);
    byte[] again = encode(new ChunkEncoder(), random, data, window);
    assertThat(again).as(name).isEqualTo(once);
    assertThat(once.length).as(name).isLessThan(length + 64 + 5 * (length / 16384 + 1));
    assertThat(inflate(once, data, window)).as(name).isEqualTo(data);
  }

  /** Encodes what follows the window, in arrays that hold other bytes everywhere else. */
  private byte[] encode(ChunkEncoder encoder, Random random, byte[] data, int window) {
    random.nextBytes(in);
    random.nextBytes(out);
    System.arraycopy(data, 0, in, ChunkEncoder.BASE - window, data.length);
    int length = encoder.encode(in, data.length - window, window, out);
    return Arrays.copyOf(out, length);
  }

  private static byte[] inflate(byte[] encoded, byte[] data, int window)
      throws DataFormatException {
    byte[] result = Arrays.copyOf(data, data.length);
    Arrays.fill(result, window, result.length, (byte) 0);
    try (Inflater inflater = new Inflater(true)) {
      byte[] ended = Arrays.copyOf(encoded, encoded.length + 2);
      ended[encoded.length] = 3;
      inflater.setInput(ended);
      if (window > 0) {
        inflater.setDictionary(data, 0, window);
      }
      int count = inflater.inflate(result, window, result.length - window);
      assertThat(count).isEqualTo(result.length - window);
      assertThat(inflater.inflate(new byte[1])).isZero();
      assertThat(inflater.finished()).isTrue();
    }
    return result;
  }
}

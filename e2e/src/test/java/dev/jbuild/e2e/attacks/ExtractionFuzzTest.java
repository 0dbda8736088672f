package dev.jbuild.e2e.attacks;

import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.testkit.fuzz.FuzzRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/**
 * Random hostile archives. As layers, they make a root or are refused, and touch nothing of the
 * host; those with damaged bytes are read or refused.
 */
class ExtractionFuzzTest {
  private static final int EXTRACTED = 60;
  private static final int READ = 3_000;
  private static final String TYPES = "0125634xgLKSDV7";
  private static final List<String> NAMES =
      List.of(
          "a",
          "a/b",
          "a/a/link",
          "link",
          "link/a",
          "./a/",
          "/a",
          "../a",
          "a/../../b",
          "..",
          ".",
          "/",
          "etc",
          "bin/sh",
          ".wh.a",
          "a/.wh..wh..opq",
          ".wh...",
          ".wh.",
          "é",
          "x".repeat(99),
          "");

  /** A word for each that the trial replaces. */
  private static final List<String> TARGETS =
      List.of("a", "link", "../../../../../../..CANARY", "CANARY", "OUTSIDE", "..", "/", ".", "");

  @Test
  void layersStayInTheirRoot() throws Exception {
    try (Prey prey = new Prey()) {
      FuzzRun.ofRounds(EXTRACTED)
          .run(
              ExtractionFuzzTest::entries,
              entries -> {
                String aimed =
                    entries
                        .replace("CANARY", prey.canary().toString())
                        .replace("OUTSIDE", prey.outside().toString());
                prey.survive(tar(aimed), "echo caught > /link; echo caught > /a/link; ls -R /a");
              });
    }
  }

  @Test
  void damagedArchivesAreReadOrRefused() throws Exception {
    FuzzRun.ofRounds(READ)
        .run(
            random -> random.nextInt() + "\n" + entries(random),
            text -> {
              int end = text.indexOf('\n');
              byte[] bytes = tar(text.substring(end + 1)).bytes();
              read(damaged(bytes, new Random(Integer.parseInt(text.substring(0, end)))));
            });
  }

  private static void read(byte[] bytes) {
    try {
      LayerReader.files(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
    } catch (IOException refused) {
      // as it should be; any other exception is a fault
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
    byte[] copy = java.util.Arrays.copyOf(bytes, length);
    for (int flips = random.nextInt(4); flips > 0 && length > 0; flips--) {
      copy[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  /** One a line: type, name, target, size. */
  private static String entries(Random random) {
    StringJoiner lines = new StringJoiner("\n");
    int count = 1 + random.nextInt(10);
    for (int i = 0; i < count; i++) {
      char type = TYPES.charAt(Math.min(random.nextInt(TYPES.length()), random.nextInt(20)));
      lines.add(
          type + "|" + pick(random, NAMES) + "|" + pick(random, TARGETS) + "|" + size(random));
    }
    return lines.toString();
  }

  private static long size(Random random) {
    return random.nextInt(8) == 0 ? random.nextLong(1L << 33) : random.nextInt(2000);
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static HostileTar tar(String entries) throws IOException {
    HostileTar tar = new HostileTar();
    for (String line : entries.split("\n", -1)) {
      String[] fields = line.split("\\|", -1);
      char type = fields[0].charAt(0);
      long size = Long.parseLong(fields[3]);
      boolean hasContent = size <= 2000 && "0xgLKS7DV".indexOf(type) >= 0;
      tar.entry(type, fields[1], fields[2], 0777, hasContent || size > 2000 ? size : 0);
      if (hasContent) {
        tar.content(content(type, (int) size));
      }
    }
    return tar;
  }

  /** For the types that carry names: a name that leads out. */
  private static byte[] content(char type, int size) {
    byte[] content = new byte[size];
    String text = type == 'x' ? "22 path=../../canary\n" : "../../outside/canary";
    byte[] start = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    System.arraycopy(start, 0, content, 0, Math.min(start.length, size));
    return content;
  }
}

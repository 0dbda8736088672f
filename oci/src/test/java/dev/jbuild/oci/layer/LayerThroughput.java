package dev.jbuild.oci.layer;

import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.tree.Metadata;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures how fast files become a layer: {@code LayerThroughput GZIP FILE...}. Not a test; start
 * it by hand. Prints MB/s, the size and, on Linux, the peak of resident memory.
 */
final class LayerThroughput {
  private static final Metadata METADATA = new Metadata(0644, 0, 0, Metadata.EPOCH);

  private LayerThroughput() {}

  public static void main(String[] arguments) throws IOException {
    Compression compression = Compression.valueOf(arguments[0]);
    List<Path> files = Stream.of(arguments).skip(1).map(Path::of).toList();
    for (int round = 1; round <= 3; round++) {
      Instant start = Instant.now();
      WrittenLayer layer = write(compression, files);
      Duration took = Duration.between(start, Instant.now());
      System.out.printf(
          Locale.ROOT,
          "round %d: %d -> %d bytes (%.2f %%), %.0f MB/s, %s%n",
          round,
          layer.plainSize(),
          layer.blob().size(),
          100.0 * layer.blob().size() / layer.plainSize(),
          layer.plainSize() / 1e3 / took.toMillis(),
          peakMemory());
    }
  }

  private static WrittenLayer write(Compression compression, List<Path> files) throws IOException {
    try (LayerWriter writer = LayerWriter.to(OutputStream.nullOutputStream(), compression)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        writer.file(name, METADATA, Files.size(file), () -> Files.newInputStream(file));
      }
      return writer.finish();
    }
  }

  private static String peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "memory unknown";
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines.filter(line -> line.startsWith("VmHWM")).findFirst().orElse("memory unknown");
    }
  }
}

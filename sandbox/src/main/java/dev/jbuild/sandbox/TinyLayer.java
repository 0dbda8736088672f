package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.Metadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A layer with one program, to try runs with where no image is at hand.
 *
 * @param lower where it is
 * @param directory that it is in, and where the layers of runs go
 */
record TinyLayer(LowerLayer lower, Path directory) {
  private static final String PROGRAM = "true";

  /** Writes the layer below the directory; empty where there is no program for this machine. */
  static Optional<TinyLayer> write(Path directory) throws IOException {
    Optional<byte[]> program = TinyProgram.forThisMachine();
    return program.isEmpty() ? Optional.empty() : Optional.of(write(directory, program.get()));
  }

  private static TinyLayer write(Path directory, byte[] program) throws IOException {
    Path blob = directory.resolve("tiny");
    Metadata metadata = new Metadata(0755, 0, 0, Metadata.EPOCH, ImmutableSortedMap.of());
    try (LayerWriter writer = LayerWriter.to(Files.newOutputStream(blob), Compression.GZIP)) {
      writer.file(PROGRAM, metadata, program.length, () -> new ByteArrayInputStream(program));
      WrittenLayer layer = writer.finish();
      LowerLayer.Places places = LowerLayer.Places.in(directory.resolve("unpacked"), "tiny");
      return new TinyLayer(
          new LowerLayer(layer.diffId(), blob, layer.blob().mediaType(), places), directory);
    }
  }

  /** A run of the program. */
  RunRequest run(Network network) {
    return new RunRequest(
        List.of(lower),
        new ProcessSpec(List.of("/" + PROGRAM), Map.of("PATH", "/"), "/", ""),
        Surroundings.of(network),
        List.of(),
        directory.resolve("made"),
        Compression.GZIP,
        Optional.of(Metadata.EPOCH));
  }
}

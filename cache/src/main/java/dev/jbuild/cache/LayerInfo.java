package dev.jbuild.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.blob.ScratchDirectory;
import dev.jbuild.oci.layer.WrittenLayer;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a layer without its index.
 *
 * @param blob the compressed blob; annotations and URLs of it are not kept
 * @param plainSize size of the uncompressed tar in bytes
 */
public record LayerInfo(DiffId diffId, Descriptor blob, long plainSize) {
  private static final Pattern LINE =
      Pattern.compile(
          "layer (?<diff>sha256:[0-9a-f]{64}) (?<blob>sha256:[0-9a-f]{64})"
              + " (?<size>[0-9]{1,18}) (?<plain>[0-9]{1,18}) (?<type>\\S+)\n");

  public static LayerInfo of(WrittenLayer layer) {
    return new LayerInfo(layer.diffId(), layer.blob(), layer.plainSize());
  }

  /** Equal in all that is kept. */
  boolean isSameLayer(LayerInfo other) {
    return toLine().equals(other.toLine());
  }

  /** Writes it to a small file, which takes no wait for the disk: {@link #read} sees damage. */
  void write(ScratchDirectory scratch, Path file) throws IOException {
    PendingFile.writeSoon(scratch, file, toLine().getBytes(UTF_8));
  }

  /** What {@link #write} wrote; empty where there is nothing, or not all of it. */
  static Optional<LayerInfo> read(Path file) throws IOException {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private String toLine() {
    return String.join(
        " ",
        "layer",
        diffId.toString(),
        blob.digest().toString(),
        Long.toString(blob.size()),
        Long.toString(plainSize),
        blob.mediaType().value() + "\n");
  }

  /** Empty for anything that {@link #toLine} did not make. */
  private static Optional<LayerInfo> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Descriptor blob =
        new Descriptor(
            new MediaType(matcher.group("type")),
            Digest.parse(matcher.group("blob")),
            Long.parseLong(matcher.group("size")));
    return Optional.of(
        new LayerInfo(
            DiffId.parse(matcher.group("diff")), blob, Long.parseLong(matcher.group("plain"))));
  }
}

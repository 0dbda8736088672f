package dev.jbuild.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.blob.ScratchDirectory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which repositories blobs were pushed to, so that others of the same registry can take them from
 * there: a small file for each blob, a repository a line, the latest first. Hints, not facts: what
 * is lost or wrong costs an upload.
 */
public final class PushRecords {
  private static final int MOST = 8;

  private final Path directory;
  private final ScratchDirectory scratch;

  PushRecords(Path directory, ScratchDirectory scratch) {
    this.directory = directory;
    this.scratch = scratch;
  }

  /** The latest repository of the registry that has the blob, if any is known. */
  public ImmutableList<String> find(Digest blob, String registry) throws IOException {
    String prefix = registry + "/";
    return lines(blob).stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .limit(1)
        .collect(ImmutableList.toImmutableList());
  }

  /** Remembers that a repository has the blob. */
  public void add(Digest blob, ImageReference repository) throws IOException {
    List<String> lines = new ArrayList<>(lines(blob));
    if (!lines.isEmpty() && lines.getFirst().equals(repository.name())) {
      return;
    }
    lines.remove(repository.name());
    lines.addFirst(repository.name());
    String text = String.join("\n", lines.subList(0, Math.min(MOST, lines.size()))) + "\n";
    PendingFile.writeSoon(scratch, file(blob), text.getBytes(UTF_8));
  }

  private List<String> lines(Digest blob) throws IOException {
    try {
      return Files.readAllLines(file(blob));
    } catch (NoSuchFileException | CharacterCodingException e) {
      return List.of();
    }
  }

  private Path file(Digest blob) {
    return directory.resolve(blob.hex());
  }
}

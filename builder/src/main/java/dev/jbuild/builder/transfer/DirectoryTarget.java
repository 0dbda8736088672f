package dev.jbuild.builder.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.RawManifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;

/** Writes a {@link FlatDirectory}. Each file appears under its name when it is whole. */
public final class DirectoryTarget implements ContentTarget {
  private static final int AT_ONCE = 4;
  private static final String FORMAT = "Directory Transport Version: 1.1\n";

  private final FlatDirectory place;

  public DirectoryTarget(FlatDirectory place) {
    this.place = place;
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  /** Throws where somebody keeps something else: it is not mixed with an image. */
  public static void check(Path directory) throws BuildFailedException {
    boolean isFree =
        !Files.exists(directory)
            || Files.exists(directory.resolve(FlatDirectory.VERSION))
            || (Files.isDirectory(directory) && isEmpty(directory));
    if (!isFree) {
      throw new BuildFailedException(
          directory + " holds something else than an image: name an empty or a new directory");
    }
  }

  private static boolean isEmpty(Path directory) {
    String[] names = directory.toFile().list();
    return names != null && names.length == 0;
  }

  @Override
  public void blob(Descriptor blob, ContentSource source, LongConsumer progress)
      throws IOException {
    Path file = place.blobFile(blob.digest());
    if (Files.isRegularFile(file) && Files.size(file) == blob.size()) {
      progress.accept(blob.size());
      return;
    }
    try (InputStream in = CheckedBlob.open(source.blob(blob), blob, progress)) {
      write(file, in);
    }
  }

  @Override
  public void manifest(RawManifest manifest) throws IOException {
    write(place.manifestFile(manifest.digest()), manifest.bytes());
  }

  @Override
  public void finish(RawManifest top) throws IOException {
    write(place.directory().resolve(FlatDirectory.VERSION), FORMAT.getBytes(UTF_8));
    write(place.directory().resolve(FlatDirectory.TOP), top.bytes());
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (InputStream in = new java.io.ByteArrayInputStream(bytes)) {
      write(file, in);
    }
  }

  private static void write(Path file, InputStream in) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
    try {
      Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}

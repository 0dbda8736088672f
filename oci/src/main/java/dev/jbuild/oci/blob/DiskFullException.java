package dev.jbuild.oci.blob;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** There is no space left, or no quota, where something should have been written. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  private DiskFullException(Path directory, IOException cause) {
    super(
        "no space left on the disk of "
            + directory
            + freeSpace(directory)
            + ": free some space there, for instance with `jbuild prune`",
        cause);
  }

  /** The same failure, or this kind of failure when it says that the disk or the quota is full. */
  public static IOException translate(Path directory, IOException failure) {
    return saysFull(failure) ? new DiskFullException(directory, failure) : failure;
  }

  private static boolean saysFull(IOException failure) {
    return !(failure instanceof DiskFullException)
        && (saysFull(failure.getMessage()) || isFullReason(failure));
  }

  private static boolean isFullReason(IOException failure) {
    return failure instanceof FileSystemException file && saysFull(file.getReason());
  }

  private static boolean saysFull(@Nullable String message) {
    String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
    return text.contains("no space left") || text.contains("quota exceeded");
  }

  private static String freeSpace(Path directory) {
    try {
      return " (" + Files.getFileStore(directory).getUsableSpace() + " bytes free)";
    } catch (IOException e) {
      return "";
    }
  }
}

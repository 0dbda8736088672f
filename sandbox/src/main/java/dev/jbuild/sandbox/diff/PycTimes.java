package dev.jbuild.sandbox.diff;

import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * Compiled Python files record their source's time (PEP 552: magic, flags, then time and size, four
 * bytes each, little-endian). Where the source's time is adjusted, the record must follow, or
 * Python would take the compiled file for stale and compile again at every start.
 *
 * @param directory that holds the compiled files
 */
record PycTimes(DirectoryHandle directory, StepClock clock) {
  private static final int HEADER = 16;
  private static final int FLAGS_AT = 4;
  private static final int TIME_AT = 8;
  private static final String SUFFIX = ".pyc";

  /** The file's new first bytes; empty when they stay as they are. */
  Optional<byte[]> patchedHeader(String name, FileStatus status) throws IOException {
    if (clock.timestamp().isEmpty() || !name.endsWith(SUFFIX) || status.size() < HEADER) {
      return Optional.empty();
    }
    byte[] header = header(name);
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    if (fields.getInt(FLAGS_AT) != 0 || !isWrittenInStep(fields.getInt(TIME_AT))) {
      return Optional.empty();
    }
    fields.putInt(TIME_AT, (int) clock.timestamp().get().getEpochSecond());
    return Optional.of(header);
  }

  /** A recorded time of the step's own can only be that of a source written in the step. */
  private boolean isWrittenInStep(int recordedSeconds) {
    Instant recorded = Instant.ofEpochSecond(Integer.toUnsignedLong(recordedSeconds));
    return clock.isAdjusted(recorded.plusSeconds(1).minusNanos(1));
  }

  private byte[] header(String name) throws IOException {
    FileHandle file = directory.openFile(name);
    try (InputStream content = file.input()) {
      return content.readNBytes(HEADER);
    }
  }
}

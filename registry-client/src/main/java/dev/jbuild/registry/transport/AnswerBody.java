package dev.jbuild.registry.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * The body of an answer: an end that comes too early is a failure, not an end. Read to its end, it
 * gives the connection back; closed before, it cuts it.
 */
final class AnswerBody extends InputStream {
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int HEXADECIMAL = 16;

  private final Connection connection;
  private final InputStream in;
  private final Framing framing;
  private final Duration stall;
  private final End end;
  private boolean hasBegun;
  private boolean isOver;
  private long left;

  /** What becomes of the connection when all was read. */
  @FunctionalInterface
  interface End {
    void reached() throws IOException;
  }

  /**
   * Reads nothing yet.
   *
   * @param end is told when the connection is free for another exchange
   */
  AnswerBody(Connection connection, Framing framing, Duration stall, End end) throws IOException {
    this.connection = connection;
    this.in = connection.in(stall);
    this.framing = framing;
    this.stall = stall;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    try {
      return count == 0 ? 0 : readSome(target, offset, count);
    } catch (IOException e) {
      connection.close();
      throw DirectExchange.failure(e, stall);
    }
  }

  private int readSome(byte[] target, int offset, int count) throws IOException {
    if (left == 0 && !isOver) {
      left = next();
      isOver = left == 0;
      if (isOver) {
        end.reached();
      }
    }
    if (isOver) {
      return -1;
    }
    int got = in.read(target, offset, (int) Math.min(count, left));
    if (got < 0) {
      return serverClosed();
    }
    left -= got;
    return got;
  }

  /** How many bytes come before the next end of a piece; 0 where the body is over. */
  private long next() throws IOException {
    boolean isFirst = !hasBegun;
    hasBegun = true;
    return switch (framing) {
      case Framing.Length length -> isFirst ? length.bytes() : 0;
      case Framing.UntilClosed _ -> Long.MAX_VALUE;
      case Framing.Chunks _ -> nextChunk(isFirst);
    };
  }

  private int serverClosed() throws IOException {
    if (!(framing instanceof Framing.UntilClosed)) {
      throw new EOFException("the answer broke off");
    }
    left = 0;
    isOver = true;
    connection.close();
    return -1;
  }

  private long nextChunk(boolean isFirst) throws IOException {
    if (!isFirst && !AnswerHead.line(in, LONGEST_LINE).isEmpty()) {
      throw new NetworkException("a chunk is longer than it says");
    }
    String size = AnswerHead.line(in, LONGEST_LINE).replaceFirst("[ \t]*(;.*)?$", "");
    long bytes = parse(size);
    if (bytes == 0) {
      skipTrailers();
    }
    return bytes;
  }

  private static long parse(String size) throws NetworkException {
    try {
      long bytes = Long.parseLong(size, HEXADECIMAL);
      if (bytes >= 0) {
        return bytes;
      }
    } catch (NumberFormatException e) {
      throw new NetworkException("a chunk has no size", e);
    }
    throw new NetworkException("a chunk has no size");
  }

  private void skipTrailers() throws IOException {
    int budget = LONGEST_LINE;
    for (String line = AnswerHead.line(in, budget); !line.isEmpty(); ) {
      budget -= line.length();
      line = AnswerHead.line(in, budget);
    }
  }

  @Override
  public void close() throws IOException {
    if (!isOver) {
      isOver = true;
      left = 0;
      connection.close();
    }
  }
}

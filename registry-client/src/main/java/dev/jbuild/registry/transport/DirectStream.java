package dev.jbuild.registry.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;

/** The body of a {@link DirectGet}: an end that comes too early is a failure, not an end. */
final class DirectStream extends InputStream {
  private final HttpURLConnection connection;
  private final InputStream in;
  private final long length;
  private long position;

  private DirectStream(HttpURLConnection connection, InputStream in) {
    this.connection = connection;
    this.in = in;
    this.length = connection.getContentLengthLong();
  }

  static InputStream of(HttpURLConnection connection) throws IOException {
    InputStream in =
        connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getErrorStream()
            : connection.getInputStream();
    return new DirectStream(connection, in == null ? nullInputStream() : in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    int got;
    try {
      got = in.read(target, offset, count);
    } catch (IOException e) {
      throw DirectGet.failure(connection, e);
    }
    if (got < 0 && position < length) {
      throw new NetworkException("the answer broke off");
    }
    position += Math.max(got, 0);
    return got;
  }

  /** Cuts the connection unless all was read. */
  @Override
  public void close() throws IOException {
    if (position < length) {
      connection.disconnect();
    } else {
      in.close();
    }
  }
}

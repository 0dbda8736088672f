package dev.jbuild.registry.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * An answer whose body is still on its way.
 *
 * @param uri where it came from
 * @param body reading throws {@link NetworkException} when the body breaks off or stalls
 */
public record Response(int status, URI uri, HttpHeaders headers, InputStream body)
    implements Closeable {
  private static final int WORTH_DRAINING = 64 * 1024;

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  public boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** The body, if it has no more than this many bytes; else as much of it and one byte more. */
  public byte[] bytes(int limit) throws IOException {
    return body.readNBytes(limit + 1);
  }

  /** Gives the connection back if little is left to read, else cuts it. */
  @Override
  public void close() throws IOException {
    try (body) {
      body.skipNBytes(WORTH_DRAINING);
    } catch (java.io.EOFException e) {
      return; // read to its end: the connection is free for the next request
    } catch (NetworkException e) {
      return; // broken off: nobody wants what was left
    }
  }
}

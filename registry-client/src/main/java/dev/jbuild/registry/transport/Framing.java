package dev.jbuild.registry.transport;

import java.net.HttpURLConnection;
import java.util.List;

/** How an answer says where its body ends (RFC 9112, section 6.3). */
sealed interface Framing {

  /** After so many bytes. */
  record Length(long bytes) implements Framing {}

  /** After the last of several chunks. */
  record Chunks() implements Framing {}

  /** When the server closes the connection. */
  record UntilClosed() implements Framing {}

  static Framing of(String method, AnswerHead head) throws NetworkException {
    boolean hasNoBody =
        method.equals("HEAD")
            || head.status() == HttpURLConnection.HTTP_NO_CONTENT
            || head.status() == HttpURLConnection.HTTP_NOT_MODIFIED;
    if (hasNoBody) {
      return new Length(0);
    }
    if (head.isChunked()) {
      return new Chunks();
    }
    List<String> lengths = head.headers().allValues("Content-Length").stream().distinct().toList();
    return lengths.isEmpty() ? new UntilClosed() : new Length(length(lengths));
  }

  private static long length(List<String> values) throws NetworkException {
    try {
      long length = Long.parseLong(values.getFirst());
      if (values.size() == 1 && length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw new NetworkException("the answer has no whole Content-Length", e);
    }
    throw new NetworkException("the answer has no single Content-Length");
  }
}

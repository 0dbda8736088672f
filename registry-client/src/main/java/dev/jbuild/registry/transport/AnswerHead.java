package dev.jbuild.registry.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands before the body of an answer (RFC 9112, sections 4 and 5). */
record AnswerHead(int status, boolean isHttp10, HttpHeaders headers) {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int FIRST_FINAL = 200;
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.([01]) ([1-9][0-9]{2})( .*)?");

  /**
   * Reads up to the first byte of the body, past the answers that only say that there will be one.
   *
   * @throws EOFException when there is no answer at all
   * @throws NetworkException for what is no HTTP/1
   */
  static AnswerHead read(InputStream in) throws IOException {
    while (true) {
      AnswerHead head = readOne(in);
      if (head.status() >= FIRST_FINAL || head.status() == SWITCHING_PROTOCOLS) {
        return head;
      }
    }
  }

  private static AnswerHead readOne(InputStream in) throws IOException {
    int left = MOST_BYTES;
    String first = line(in, left);
    Matcher status = STATUS_LINE.matcher(first);
    if (!status.matches()) {
      throw new NetworkException("what came is no HTTP");
    }
    left -= first.length();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      left -= line.length();
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new NetworkException("a header that came is no HTTP");
      }
      headers
          .computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    boolean isHttp10 = status.group(1).equals("0");
    return new AnswerHead(
        Integer.parseInt(status.group(2)), isHttp10, HttpHeaders.of(headers, (_, _) -> true));
  }

  /** One line without its end. */
  static String line(InputStream in, int limit) throws IOException {
    byte[] line = new byte[128];
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the answer broke off");
      }
      if (length == limit) {
        throw new NetworkException("the headers of the answer do not end");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = (byte) next;
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, StandardCharsets.ISO_8859_1);
  }

  /** Whether the connection may serve for another exchange after this one. */
  boolean keepsConnection() {
    return !isHttp10 && !lists("Connection", "close");
  }

  boolean isChunked() {
    return lists("Transfer-Encoding", "chunked");
  }

  private boolean lists(String header, String value) {
    return headers.allValues(header).stream()
        .anyMatch(line -> List.of(line.toLowerCase(Locale.ROOT).split(" *, *")).contains(value));
  }
}

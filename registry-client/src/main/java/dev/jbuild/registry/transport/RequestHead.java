package dev.jbuild.registry.transport;

import com.google.common.base.CharMatcher;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request as it goes over the network, without a body (RFC 9112, section 3). */
final class RequestHead {
  private static final CharMatcher TOKEN =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("!#$%&'*+-.^_`|~"));
  private static final CharMatcher VALUE =
      CharMatcher.inRange(' ', '\u00ff').and(CharMatcher.isNot('\u007f')).or(CharMatcher.is('\t'));

  private RequestHead() {}

  /**
   * Its text.
   *
   * @param isForProxy whether a proxy is to read it
   * @throws IllegalArgumentException for a header that would break its bounds
   */
  static String of(Request request, boolean isForProxy) {
    Origin origin = Origin.of(request.uri());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", origin.hostAndPort());
    headers.put("User-Agent", "jbuild");
    headers.put("Accept", "*/*");
    headers.putAll(request.headers());
    String start = isForProxy ? origin.scheme() + "://" + origin.hostAndPort() : "";
    StringBuilder head = new StringBuilder(512);
    head.append(request.method()).append(' ').append(start).append(target(request.uri()));
    head.append(" HTTP/1.1\r\n");
    headers.forEach((name, value) ->
        head.append(checked(name, TOKEN, name))
            .append(": ")
            .append(checked(name, VALUE, value))
            .append("\r\n"));
    return head.append("\r\n").toString();
  }

  private static String target(URI uri) {
    URI encoded = URI.create(uri.toASCIIString());
    String path = encoded.getRawPath().isEmpty() ? "/" : encoded.getRawPath();
    return encoded.getRawQuery() == null ? path : path + "?" + encoded.getRawQuery();
  }

  private static String checked(String name, CharMatcher allowed, String text) {
    if (!allowed.matchesAllOf(text)) {
      throw new IllegalArgumentException(
          "the header "
              + CharMatcher.ascii().retainFrom(name).strip()
              + " has a sign that no header may have");
    }
    return text;
  }
}

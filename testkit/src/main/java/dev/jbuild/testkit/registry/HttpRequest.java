package dev.jbuild.testkit.registry;

import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request whose body is still on its way.
 *
 * @param target path and query as they came
 * @param headers by lowercase name
 */
record HttpRequest(String method, String target, Map<String, String> headers, InputStream body) {

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** A parameter of the query, decoded. */
  Optional<String> parameter(String name) {
    int query = target.indexOf('?');
    if (query < 0) {
      return Optional.empty();
    }
    for (String pair : target.substring(query + 1).split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(
            URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }
}

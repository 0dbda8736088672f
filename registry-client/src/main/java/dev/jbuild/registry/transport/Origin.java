package dev.jbuild.registry.transport;

import java.net.URI;
import java.util.Locale;

/** Whom a URI speaks to: equal origins may see the same secrets (RFC 6454). */
public record Origin(String scheme, String host, int port) {

  /** The origin of an absolute http or https URI; IllegalArgumentException for any other. */
  public static Origin of(URI uri) {
    String scheme = lower(uri.getScheme(), uri);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("neither http nor https: " + Redacted.of(uri));
    }
    int standard = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? standard : uri.getPort();
    return new Origin(scheme, lower(uri.getHost(), uri), port);
  }

  private static String lower(@org.jspecify.annotations.Nullable String part, URI uri) {
    if (part == null) {
      throw new IllegalArgumentException("not a whole URL: " + Redacted.of(uri));
    }
    return part.toLowerCase(Locale.ROOT);
  }

  public boolean isEncrypted() {
    return scheme.equals("https");
  }

  /** Host and port as a registry's name has them: without the port that the scheme implies. */
  public String hostAndPort() {
    boolean standard = port == (isEncrypted() ? 443 : 80);
    return standard ? host : host + ":" + port;
  }
}

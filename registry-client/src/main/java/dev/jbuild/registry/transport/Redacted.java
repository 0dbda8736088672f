package dev.jbuild.registry.transport;

import java.net.URI;

/** What of a URL may be shown: no user info, no query (signed storage URLs are secrets). */
public final class Redacted {
  private Redacted() {}

  public static String of(URI uri) {
    String authority = uri.getRawAuthority();
    if (authority == null) {
      return uri.getRawPath() == null ? "(an opaque URI)" : uri.getRawPath();
    }
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return uri.getScheme() + "://" + host + uri.getRawPath();
  }
}

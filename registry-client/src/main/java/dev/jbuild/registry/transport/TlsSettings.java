package dev.jbuild.registry.transport;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/**
 * How to do TLS with a host.
 *
 * @param insecure take any certificate
 * @param authorities PEM files with certificates to trust beside the platform's
 * @param identities what to show a server that asks for a client certificate
 */
public record TlsSettings(
    boolean insecure, ImmutableList<Path> authorities, ImmutableList<Identity> identities) {
  public static final TlsSettings STANDARD =
      new TlsSettings(false, ImmutableList.of(), ImmutableList.of());

  public boolean isStandard() {
    return equals(STANDARD);
  }

  /** A client certificate (chain) and its private key, two PEM files. */
  public record Identity(Path key, Path certificate) {}
}

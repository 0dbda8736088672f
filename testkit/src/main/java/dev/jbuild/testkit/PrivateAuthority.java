package dev.jbuild.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A certificate authority of a test's own, made and used with {@code openssl}. */
public final class PrivateAuthority {
  private static final String NEW_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:P-256";

  private final Path directory;

  private PrivateAuthority(Path directory) {
    this.directory = directory;
  }

  /** Makes the authority's key and certificate in a directory, where all it signs goes too. */
  public static PrivateAuthority createIn(Path directory) throws IOException {
    PrivateAuthority authority = new PrivateAuthority(directory);
    authority.openssl(
        "req -x509 -nodes -days 30 -subj /CN=jbuild-test-authority -keyout ca.key -out ca.pem "
            + NEW_KEY);
    return authority;
  }

  /** The authority's certificate, PEM. */
  public Path certificate() {
    return directory.resolve("ca.pem");
  }

  /** A server for 127.0.0.1 and localhost. */
  public Identity server(String name) throws IOException {
    return sign(name, "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
  }

  public Identity client(String name) throws IOException {
    return sign(name, "extendedKeyUsage=clientAuth\n");
  }

  private Identity sign(String name, String extensions) throws IOException {
    Path extensionFile = directory.resolve(name + ".ext");
    Files.writeString(extensionFile, extensions);
    openssl("req -nodes -subj /CN=%1$s -keyout %1$s.key -out %1$s.csr ".formatted(name) + NEW_KEY);
    openssl(
        "x509 -req -in %1$s.csr -extfile %1$s.ext -out %1$s.pem ".formatted(name)
            + "-CA ca.pem -CAkey ca.key -CAcreateserial -days 30");
    return new Identity(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
  }

  private void openssl(String arguments) throws IOException {
    Program.runIn(directory, ("openssl " + arguments).split(" "));
  }

  /**
   * A certificate with its key, both PEM files.
   *
   * @param key PKCS#8, not encrypted
   */
  public record Identity(Path certificate, Path key) {}
}

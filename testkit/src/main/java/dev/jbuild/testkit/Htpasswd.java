package dev.jbuild.testkit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Lines of an htpasswd file, with the only hash that docker-registry takes: bcrypt. */
public final class Htpasswd {
  private static final int COST = 4;

  private Htpasswd() {}

  public static String line(String user, String password) {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    byte[] secret = password.getBytes(StandardCharsets.UTF_8);
    return user + ":" + OpenBSDBCrypt.generate("2y", secret, salt, COST) + "\n";
  }
}

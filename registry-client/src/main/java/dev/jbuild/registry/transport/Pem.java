package dev.jbuild.registry.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Keys and certificates in the text form that openssl writes. */
final class Pem {
  private Pem() {}

  /** All certificates of a file, in its order; IOException that names the file if there is none. */
  static List<X509Certificate> certificates(Path file) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Object part : parts(file)) {
      if (part instanceof X509CertificateHolder holder) {
        certificates.add(certificate(file, holder));
      }
    }
    if (certificates.isEmpty()) {
      throw new IOException(file + ": no PEM certificate in it");
    }
    return certificates;
  }

  /** The first private key of a file: PKCS#8, or the older forms for RSA and EC; not encrypted. */
  static PrivateKey privateKey(Path file) throws IOException {
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    for (Object part : parts(file)) {
      if (part instanceof PEMKeyPair pair) {
        return converter.getPrivateKey(pair.getPrivateKeyInfo());
      }
      if (part instanceof PrivateKeyInfo info) {
        return converter.getPrivateKey(info);
      }
    }
    throw new IOException(file + ": no PEM private key in it (encrypted keys: not supported yet)");
  }

  private static X509Certificate certificate(Path file, X509CertificateHolder holder)
      throws IOException {
    try {
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (CertificateException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Object> parts(Path file) throws IOException {
    List<Object> parts = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file);
        PEMParser parser = new PEMParser(reader)) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        parts.add(part);
      }
    }
    return parts;
  }
}

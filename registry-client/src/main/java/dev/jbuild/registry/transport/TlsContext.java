package dev.jbuild.registry.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's TLS from {@link TlsSettings}. */
final class TlsContext {
  private static final char[] NO_PASSWORD = {};

  private TlsContext() {}

  /** Throws IOException that names the file when a PEM file can't be used. */
  static SSLContext of(TlsSettings settings) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(settings.identities()), trustManagers(settings), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot set up TLS: " + e.getMessage(), e);
    }
  }

  private static KeyManager @Nullable [] keyManagers(List<TlsSettings.Identity> identities)
      throws IOException, GeneralSecurityException {
    if (identities.isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    for (TlsSettings.Identity identity : identities) {
      store.setKeyEntry(
          identity.certificate().toString(),
          Pem.privateKey(identity.key()),
          NO_PASSWORD,
          Pem.certificates(identity.certificate()).toArray(X509Certificate[]::new));
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trustManagers(TlsSettings settings)
      throws IOException, GeneralSecurityException {
    if (settings.insecure()) {
      return new TrustManager[] {new TrustAnybody()};
    }
    if (settings.authorities().isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    for (TrustManager manager : trustOf(null)) {
      if (manager instanceof X509TrustManager platform) {
        add(store, "platform", List.of(platform.getAcceptedIssuers()));
      }
    }
    for (Path file : settings.authorities()) {
      add(store, file.toString(), Pem.certificates(file));
    }
    return trustOf(store);
  }

  private static TrustManager[] trustOf(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static void add(KeyStore store, String name, List<X509Certificate> certificates)
      throws GeneralSecurityException {
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry(name + "#" + i, certificates.get(i));
    }
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}

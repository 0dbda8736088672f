package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that only a proxy can reach: the server here answers for it. */
class ProxyTest {
  private static final byte[] CONTENT = {1, 2, 3};
  private static final Descriptor BLOB = Descriptor.of(MediaType.OCI_LAYER, CONTENT);
  private static final ImageReference NAME = ImageReference.parse("registry.example:5000/app");
  private static final String PATH = "/v2/app/blobs/" + BLOB.digest();

  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static RegistryClient client(String proxy) {
    RegistrySettings settings =
        RegistrySettings.defaults()
            .with("registry.example:5000", RegistryOptions.NONE.withHttp(true))
            .withProxies(Map.of("ALL_PROXY", proxy));
    return new RegistryClient(settings, CredentialSource.none());
  }

  @Test
  void asksTheProxyForAll() throws IOException {
    server.on("GET " + PATH, exchange -> ScriptedServer.send(exchange, 200, CONTENT));
    server.on("HEAD " + PATH, exchange -> exchange.sendResponseHeaders(200, -1));
    try (RegistryClient client = client("http://" + server.address());
        InputStream in = client.blob(NAME, BLOB)) {
      assertThat(in.readAllBytes()).isEqualTo(CONTENT);
      assertThat(client.hasBlob(NAME, BLOB)).isTrue();
    }
  }

  @Test
  void saysWhichProxyCannotBeUsed() {
    try (RegistryClient client = client("socks5://127.0.0.1:1")) {
      assertThatThrownBy(() -> client.blob(NAME, BLOB))
          .isInstanceOf(RegistryException.Unsupported.class)
          .hasMessageContaining("ALL_PROXY names a proxy that is not supported");
      assertThatThrownBy(() -> client.hasBlob(NAME, BLOB))
          .isInstanceOf(RegistryException.Unsupported.class)
          .hasMessageContaining("ALL_PROXY names a proxy that is not supported");
    }
  }
}

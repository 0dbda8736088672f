package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.MediaType;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CVE-2020-15157: what an image and a registry do to get credentials sent to somebody else. */
class CredentialAttacksTest {
  private static final Digest DIGEST = Digest.of(new byte[1]);
  private static final String BLOB = "GET /v2/app/blobs/" + DIGEST;

  private ScriptedServer server;
  private ScriptedServer attacker;
  private RegistryClient client;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedServer.start();
    attacker = ScriptedServer.start();
    attacker.on("GET /layer", this::challenge);
    client =
        new RegistryClient(
            RegistrySettings.defaults(),
            _ -> Optional.of(new Credential.UserPassword("ada", "engine")));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    attacker.close();
  }

  /** Wants the credentials where the attacker listens. */
  private void challenge(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .set("WWW-Authenticate", "Bearer realm=\"" + attacker.url() + "/token\",service=\"x\"");
    ScriptedServer.send(exchange, 401, new byte[0]);
  }

  private void pull(String... urls) throws IOException {
    Descriptor layer =
        new Descriptor(
            MediaType.OCI_LAYER_GZIP,
            DIGEST,
            1,
            ImmutableMap.of(),
            ImmutableList.copyOf(urls),
            null,
            null);
    client.blob(server.reference("app"), layer).close();
  }

  @Test
  void cve2020x15157LinksOfForeignLayers() {
    assertThatThrownBy(() -> pull(attacker.url() + "/layer"))
        .isInstanceOf(RegistryException.Unsupported.class);
    assertThat(attacker.asked()).isEmpty();
  }

  @Test
  void cve2020x15157ChallengesOfWhereALayerIsSaidToBe() {
    server.on(BLOB, ScriptedServer.redirect(307, attacker.url() + "/layer"));
    assertThatThrownBy(this::pull).isInstanceOf(RegistryException.Denied.class);
    assertThat(attacker.asked("GET /token")).isEmpty();
    assertThat(attacker.asked()).isNotEmpty().allMatch(one -> one.authorization().isEmpty());
  }
}

package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.HostAndPort;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.DockerRegistryOptions;
import dev.jbuild.testkit.PrivateAuthority;
import dev.jbuild.testkit.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir static Path directory;
  private static PrivateAuthority authority;
  private static DockerRegistry registry;
  private static DockerRegistry guarded;

  @BeforeAll
  static void start() throws IOException {
    authority = PrivateAuthority.createIn(directory);
    DockerRegistryOptions options =
        DockerRegistryOptions.open().withTls(authority.server("registry"));
    registry = DockerRegistry.start(options);
    guarded = DockerRegistry.start(options.withClientAuthority(authority.certificate()));
  }

  @AfterAll
  static void stop() throws IOException {
    registry.close();
    guarded.close();
  }

  @Test
  void trustsTheNamedAuthority() throws IOException {
    roundTrip(registry, RegistryOptions.NONE.withCa(List.of(authority.certificate())));
  }

  @Test
  void sendsAndGetsBigBlobs() throws IOException {
    byte[] content = new byte[20 * 1024 * 1024];
    new Random(1).nextBytes(content);
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, content);
    RegistryOptions options = RegistryOptions.NONE.withCa(List.of(authority.certificate()));
    RegistrySettings settings = RegistrySettings.defaults().with(registry.address(), options);
    ImageReference name = registry.reference("big");
    try (RegistryClient client = new RegistryClient(settings, CredentialSource.none())) {
      client.pushBlob(name, blob, () -> new ByteArrayInputStream(content), _ -> {});
      try (InputStream in = client.blob(name, blob)) {
        assertThat(in.readAllBytes()).isEqualTo(content);
      }
    }
    assertThat(registry.log()).contains("HTTP/2.0");
  }

  @Test
  void trustsAnybodyWhereToldTo() throws IOException {
    roundTrip(registry, RegistryOptions.NONE.withInsecure(true));
  }

  @Test
  void showsItsCertificate() throws IOException {
    PrivateAuthority.Identity builder = authority.client("builder");
    RegistryOptions.KeyPair pair =
        new RegistryOptions.KeyPair(builder.key(), builder.certificate());
    RegistryOptions trusting = RegistryOptions.NONE.withCa(List.of(authority.certificate()));
    roundTrip(guarded, trusting.withKeyPairs(List.of(pair)));
    assertThatThrownBy(() -> roundTrip(guarded, trusting))
        .isInstanceOf(RegistryException.Denied.class)
        .hasMessageContaining("name it with `keypair` in [registry.\"" + guarded.address());
  }

  @Test
  void findsCertificatesInDirectories() throws IOException {
    PrivateAuthority.Identity builder = authority.client("dirbuilder");
    Path home = directory.resolve("home");
    Path certificates = home.resolve(".config/docker/certs.d").resolve(guarded.address());
    Files.createDirectories(certificates);
    Files.copy(authority.certificate(), certificates.resolve("ca.crt"));
    Files.copy(builder.certificate(), certificates.resolve("client.cert"));
    Files.copy(builder.key(), certificates.resolve("client.key"));
    RegistrySettings settings =
        RegistrySettings.defaults().with(CertificateDirectories.of(Map.of(), home));
    SmallImage image = SmallImage.of("over TLS of a directory");
    try (RegistryClient client = new RegistryClient(settings, CredentialSource.none())) {
      image.push(client, guarded.reference("dir/app:1"));
      assertThat(client.tags(guarded.reference("dir/app"))).containsExactly("1");
    }
  }

  @Test
  void readsKeysInTheOldForm() throws IOException {
    PrivateAuthority.Identity builder = authority.client("oldbuilder");
    Path old = directory.resolve("old.key");
    Program.run("openssl", "ec", "-in", builder.key().toString(), "-out", old.toString());
    RegistryOptions.KeyPair pair = new RegistryOptions.KeyPair(old, builder.certificate());
    roundTrip(
        guarded,
        RegistryOptions.NONE.withCa(List.of(authority.certificate())).withKeyPairs(List.of(pair)));
  }

  @Test
  void trustsNobodyElse() {
    assertThatThrownBy(() -> roundTrip(registry, RegistryOptions.NONE.withHttp(false)))
        .isInstanceOf(RegistryException.Denied.class)
        .hasMessageContaining("the certificate of " + registry.address() + " is not trusted")
        .hasMessageContaining("`ca` in [registry.\"" + registry.address() + "\"]");
  }

  @Test
  void sendsNoCredentialsOverPlainHttp() throws IOException {
    try (TestTokenServer tokens = new TestTokenServer(authority.server("tokens"));
        DockerRegistry registry =
            DockerRegistry.start(
                DockerRegistryOptions.open()
                    .withTls(authority.server("other"))
                    .withTokens(
                        tokens.realm(), TestTokenServer.SERVICE, authority.certificate()))) {
      RegistryOptions options = RegistryOptions.NONE.withCa(List.of(authority.certificate()));
      assertThatThrownBy(() -> roundTrip(registry, options))
          .isInstanceOf(RegistryException.Unsupported.class)
          .hasMessageContaining("which is not HTTPS");
      assertThat(tokens.asked()).isEmpty();
    }
  }

  @Test
  void saysThatARegistryWantsTls() {
    assertThatThrownBy(() -> roundTrip(registry, RegistryOptions.NONE))
        .isInstanceOf(RegistryException.Unsupported.class)
        .hasMessageContaining("set http = false");
  }

  @Test
  void saysThatARegistryHasNoTls() throws IOException {
    try (DockerRegistry plain = DockerRegistry.start()) {
      assertThatThrownBy(() -> roundTrip(plain, RegistryOptions.NONE.withHttp(false)))
          .isInstanceOf(RegistryException.Unsupported.class)
          .hasMessageContaining("set http = true");
    }
  }

  @Test
  void namesTheFileThatIsNoCertificate() {
    RegistryOptions broken = RegistryOptions.NONE.withCa(List.of(directory.resolve("ca.key")));
    assertThatThrownBy(() -> roundTrip(registry, broken))
        .hasMessageContaining("ca.key: no PEM certificate in it");
  }

  @Test
  void asksAProxyForAWayThrough() throws IOException {
    try (TunnelProxy proxy = TunnelProxy.start("200 OK", port(registry))) {
      SmallImage image = SmallImage.of("tunnelled");
      ImageReference name = ImageReference.parse("registry.example:5000/tunnelled:1");
      try (RegistryClient client = behind(proxy)) {
        image.push(client, name);
        assertThat(client.config(name, image.manifest())).isEqualTo(image.config());
      }
      assertThat(proxy.requests()).containsOnly("CONNECT registry.example:5000 HTTP/1.1");
    }
  }

  @Test
  void saysThatAProxyRefusesTheWayThrough() throws IOException {
    try (TunnelProxy proxy = TunnelProxy.start("403 Forbidden", port(registry));
        RegistryClient client = behind(proxy)) {
      ImageReference name = ImageReference.parse("registry.example:5000/app:1");
      assertThatThrownBy(() -> client.resolve(name, Platform.host()))
          .isInstanceOf(RegistryException.Unavailable.class)
          .hasMessageContaining("answers CONNECT registry.example:5000 with status 403");
    }
  }

  private static int port(DockerRegistry registry) {
    return HostAndPort.fromString(registry.address()).getPort();
  }

  private static RegistryClient behind(TunnelProxy proxy) {
    RegistrySettings settings =
        RegistrySettings.defaults()
            .with("registry.example:5000", RegistryOptions.NONE.withInsecure(true))
            .withProxies(Map.of("HTTPS_PROXY", proxy.url()));
    return new RegistryClient(settings, CredentialSource.none());
  }

  private static void roundTrip(DockerRegistry registry, RegistryOptions options)
      throws IOException {
    RegistrySettings settings = RegistrySettings.defaults().with(registry.address(), options);
    SmallImage image = SmallImage.of("encrypted");
    ImageReference name = registry.reference("app:1");
    try (RegistryClient client = new RegistryClient(settings, CredentialSource.none())) {
      image.push(client, name);
      assertThat(client.resolve(name, Platform.host()).manifest().digest())
          .isEqualTo(image.manifest().digest());
      assertThat(client.config(name, image.manifest())).isEqualTo(image.config());
    }
  }
}

package dev.jbuild.registry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyVariablesTest {
  private static final ImmutableMap<String, String> ENVIRONMENT =
      ImmutableMap.of(
          "HTTP_PROXY",
          "http://proxy:3128/",
          "https_proxy",
          "secure:8080",
          "NO_PROXY",
          "a.example, .b.example,*.c.example,10.0.0.0/8,192.168.1.1,d.example:81");

  private static String proxy(ImmutableMap<String, String> environment, URI uri) {
    Proxy proxy = ProxyVariables.of(environment).select(uri).getFirst();
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "none";
  }

  @ParameterizedTest
  @CsvSource({
    "http://x.example/, proxy:3128",
    "https://x.example/, secure:8080",
    "http://localhost:5000/, none",
    "http://127.0.0.1/, none",
    "http://[::1]:80/, none",
    "http://a.example/, none",
    "http://x.a.example/, none",
    "http://xa.example/, proxy:3128",
    "http://b.example/, proxy:3128",
    "http://x.b.example/, none",
    "http://x.c.example/, none",
    "http://10.1.2.3/, none",
    "http://11.1.2.3/, proxy:3128",
    "http://192.168.1.1/, none",
    "http://d.example:81/, none",
    "http://d.example:82/, proxy:3128",
  })
  void finds(URI uri, String proxy) {
    assertThat(proxy(ENVIRONMENT, uri)).isEqualTo(proxy);
  }

  @ParameterizedTest
  @CsvSource({
    "http://x.example/, plain:1",
    "https://x.example/, all:2",
    "https://a.example/, none",
    "https://localhost/, none",
  })
  void takesTheOneForAllWhereThereIsNoOther(URI uri, String proxy) {
    ImmutableMap<String, String> environment =
        ImmutableMap.of("http_proxy", "plain:1", "all_proxy", "all:2", "NO_PROXY", "a.example");
    assertThat(proxy(environment, uri)).isEqualTo(proxy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://x:1", "socks5h://x:1", "https://x:1", "http://me:secret@x:1"})
  void refusesWhatJavaCannot(String proxy) {
    ProxyVariables variables = ProxyVariables.of(ImmutableMap.of("ALL_PROXY", proxy));
    assertThatThrownBy(() -> variables.select(URI.create("http://x.example/")))
        .hasMessageContaining("ALL_PROXY names a proxy that is not supported")
        .hasMessageNotContaining("secret");
  }
}

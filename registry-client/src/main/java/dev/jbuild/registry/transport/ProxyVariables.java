package dev.jbuild.registry.transport;

import com.google.common.base.Splitter;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that {@code HTTP_PROXY} or {@code HTTPS_PROXY} names, else {@code ALL_PROXY}, but for
 * the hosts of {@code NO_PROXY}; in upper or lower case; never one for this machine itself.
 */
public final class ProxyVariables extends ProxySelector {
  /** Names no proxy. */
  public static final ProxyVariables NONE = new ProxyVariables(Map.of());

  private static final int DEFAULT_PORT = 80;

  private final Map<String, String> environment;

  private ProxyVariables(Map<String, String> environment) {
    this.environment = environment;
  }

  public static ProxyVariables of(Map<String, String> environment) {
    return new ProxyVariables(environment);
  }

  /** Throws IllegalArgumentException, fit to be shown, for a proxy that can't be used. */
  @Override
  public List<Proxy> select(URI uri) {
    String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
    String own = "https".equals(uri.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
    String variable = value(own).isEmpty() ? "ALL_PROXY" : own;
    String proxy = value(variable);
    if (proxy.isEmpty()
        || isHere(host)
        || new ProxyExceptions(value("NO_PROXY")).cover(host, uri.getPort())) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(new Proxy(Proxy.Type.HTTP, address(variable, proxy)));
  }

  /** An error of the proxy is the request's error; there is no other way to take. */
  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {}

  private String value(String variable) {
    String upper = environment.getOrDefault(variable, "");
    return upper.isEmpty()
        ? environment.getOrDefault(variable.toLowerCase(Locale.ROOT), "")
        : upper;
  }

  private static boolean isHere(String host) {
    String bare = host.replaceAll("[\\[\\]]", "");
    return host.equals("localhost")
        || (InetAddresses.isInetAddress(bare) && InetAddresses.forString(bare).isLoopbackAddress());
  }

  private static InetSocketAddress address(String variable, String proxy) {
    List<String> parts = Splitter.on("://").limit(2).splitToList(proxy);
    String authority = parts.getLast().replaceFirst("/.*", "");
    boolean isPlain = parts.size() == 1 || parts.getFirst().equalsIgnoreCase("http");
    if (!isPlain || authority.contains("@")) {
      throw new IllegalArgumentException(
          variable
              + " names a proxy that is not supported: it must be http://host:port, without a password"
              + " (no https, no socks); name another one, or the host in NO_PROXY");
    }
    HostAndPort address = HostAndPort.fromString(authority).withDefaultPort(DEFAULT_PORT);
    return InetSocketAddress.createUnresolved(address.getHost(), address.getPort());
  }
}

package dev.jbuild.registry;

import com.google.common.base.Throwables;
import dev.jbuild.registry.transport.NetworkException;
import dev.jbuild.registry.transport.Origin;
import dev.jbuild.registry.transport.Request;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says what it means that no answer came. */
final class NetworkFailures {
  private NetworkFailures() {}

  static RegistryException of(String what, Request request, NetworkException failure) {
    String host = Origin.of(request.uri()).hostAndPort();
    String start = what + ": " + request + ": ";
    String root = root(failure);
    String table = "[registry.\"" + host + "\"] of the settings file";
    if (cause(failure, CertificateException.class).isPresent()) {
      return new RegistryException.Denied(
          "%sthe certificate of %s is not trusted (%s); name its authority with `ca` in %s"
              .formatted(start, host, root, table),
          failure);
    }
    if (cause(failure, SSLException.class).isPresent() && root.contains("fatal alert")) {
      return new RegistryException.Denied(
          "%s%s refuses the TLS connection (%s); if it wants a client certificate, name it with"
                  .formatted(start, host, root)
              + " `keypair` in "
              + table,
          failure);
    }
    if (root.contains("recognized SSL message")) {
      return new RegistryException.Unsupported(
          "%s%s does not speak TLS; if it is a plain HTTP registry, set http = true in %s"
              .formatted(start, host, table),
          failure);
    }
    return new RegistryException.Unavailable(start + reason(host, failure), failure);
  }

  private static String reason(String host, NetworkException failure) {
    if (cause(failure, UnresolvedAddressException.class).isPresent()
        || cause(failure, UnknownHostException.class).isPresent()) {
      return "there is no host " + host + "; check the name and the network";
    }
    if (cause(failure, HttpConnectTimeoutException.class).isPresent()) {
      return "no connection to " + host + " in time; check the network";
    }
    if (cause(failure, ConnectException.class).isPresent()) {
      return "cannot connect to " + host + "; is the registry running?";
    }
    return "the connection failed (" + root(failure) + "); try again";
  }

  private static String root(Throwable failure) {
    Throwable root = Throwables.getRootCause(failure);
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    return Throwables.getCausalChain(failure).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}

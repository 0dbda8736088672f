package dev.jbuild.registry;

import com.google.common.base.Throwables;
import dev.jbuild.registry.transport.NetworkException;
import dev.jbuild.registry.transport.Origin;
import dev.jbuild.registry.transport.Request;
import java.net.ConnectException;
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
    if (cause(failure, CertificateException.class).isPresent()) {
      return new RegistryException.Denied(
          start
              + "the certificate of "
              + host
              + " is not trusted ("
              + root(failure)
              + "); name its authority with `ca` in [registry.\""
              + host
              + "\"] of the settings file",
          failure);
    }
    Optional<SSLException> tls = cause(failure, SSLException.class);
    if (tls.isPresent()) {
      return new RegistryException.Unsupported(
          start
              + "no TLS connection ("
              + root(failure)
              + "); if it is a plain HTTP registry, set http = true in [registry.\""
              + host
              + "\"] of the settings file",
          failure);
    }
    return new RegistryException.Unavailable(start + reason(host, failure), failure);
  }

  private static String reason(String host, NetworkException failure) {
    if (cause(failure, UnresolvedAddressException.class).isPresent()) {
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

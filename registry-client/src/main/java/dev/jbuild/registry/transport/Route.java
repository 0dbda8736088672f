package dev.jbuild.registry.transport;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * How a server is reached. Connections with equal routes serve for the same requests.
 *
 * @param tls empty for the platform's own way
 */
record Route(Origin origin, Proxy proxy, Optional<SSLContext> tls) {

  /** Whether a proxy reads the requests, which name whole URLs then. */
  boolean isReadByProxy() {
    return !proxy.equals(Proxy.NO_PROXY) && !origin.isEncrypted();
  }

  /** A new connection, TLS done. An interrupt of a thread that uses it closes it. */
  Connection open(Duration limit) throws IOException {
    Socket socket = connect(limit);
    try {
      socket.setSoTimeout((int) limit.toMillis());
      return origin.isEncrypted()
          ? new Connection(socket, encrypt(socket))
          : new Connection(socket, socket);
    } catch (SocketTimeoutException e) {
      socket.close();
      throw late(e);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static IOException late(SocketTimeoutException cause) {
    return (IOException) new HttpConnectTimeoutException("no connection in time").initCause(cause);
  }

  /** Tries all addresses of the host in turn: the first may be of a family that leads nowhere. */
  private Socket connect(Duration limit) throws IOException {
    InetSocketAddress server =
        proxy.address() instanceof InetSocketAddress address
            ? address
            : InetSocketAddress.createUnresolved(origin.host(), origin.port());
    IOException failure = null;
    for (InetAddress address : InetAddress.getAllByName(server.getHostString())) {
      try {
        return connect(new InetSocketAddress(address, server.getPort()), limit);
      } catch (IOException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure == null ? new IOException("no address of " + server) : failure;
  }

  private static Socket connect(InetSocketAddress address, Duration limit) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(address, (int) limit.toMillis());
      return channel.socket();
    } catch (SocketTimeoutException e) {
      channel.close();
      throw late(e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private SSLSocket encrypt(Socket socket) throws IOException {
    if (!proxy.equals(Proxy.NO_PROXY)) {
      tunnel(socket);
    }
    String host = origin.host().replaceAll("[\\[\\]]", "");
    SSLSocket encrypted =
        (SSLSocket) context().getSocketFactory().createSocket(socket, host, origin.port(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  /** Asks the proxy to pass on all bytes from here on (RFC 9110, 9.3.6). */
  private void tunnel(Socket socket) throws IOException {
    String server = origin.host() + ":" + origin.port();
    String request =
        "CONNECT " + server + " HTTP/1.1\r\nHost: " + server + "\r\nUser-Agent: jbuild\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    int status = AnswerHead.read(socket.getInputStream()).status();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new NetworkException(
          "the proxy %s answers CONNECT %s with status %d"
              .formatted(proxy.address(), server, status));
    }
  }

  private SSLContext context() throws IOException {
    if (tls.isPresent()) {
      return tls.get();
    }
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("cannot set up TLS: " + e.getMessage(), e);
    }
  }
}

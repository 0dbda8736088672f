package dev.jbuild.testkit.registry;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One connection of HTTP/1.1, as bare as it needs to be to break it anywhere. */
final class HttpConnection implements Closeable {
  private static final int BUFFER = 256 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Traffic traffic;
  private Optional<Fault> fault = Optional.empty();
  private long sent;
  private boolean isHead;

  HttpConnection(Socket socket, Traffic traffic) throws IOException {
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = socket.getOutputStream();
    this.traffic = traffic;
  }

  /** The next request; empty when the client has closed the connection. */
  Optional<HttpRequest> next(Faults faults) throws IOException {
    String start = line();
    if (start.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = start.split(" ", 3);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        return Optional.empty(); // whoever tries TLS first
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
    HttpRequest bare = new HttpRequest(parts[0], parts[1], headers, InputStream.nullInputStream());
    traffic.asked(bare);
    fault = faults.take(bare);
    sent = 0;
    isHead = bare.method().equals("HEAD");
    if (length == 0 && fault.isPresent() && fault.get().sent() < 0) {
      throw new FaultHappens(fault.get().ending());
    }
    return Optional.of(new HttpRequest(parts[0], parts[1], headers, new Body(length)));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int sign = in.read(); sign >= 0 && sign != '\n'; sign = in.read()) {
      if (sign != '\r') {
        line.append((char) sign);
      }
    }
    return line.toString();
  }

  /** Sends an answer without a body. */
  void answer(int status, Map<String, String> headers) throws IOException {
    answer(status, headers, new byte[0]);
  }

  void answer(int status, Map<String, String> headers, byte[] body) throws IOException {
    head(status, headers, Optional.of((long) body.length));
    if (!isHead) {
      send(body, body.length);
    }
  }

  /** Sends the status line and the headers; the body, if any, follows by {@link #send}. */
  void head(int status, Map<String, String> headers, Optional<Long> length) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " -\r\n");
    length.ifPresent(bytes -> head.append("Content-Length: ").append(bytes).append("\r\n"));
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  void send(byte[] bytes, int count) throws IOException {
    long most = fault.isPresent() && fault.get().sent() >= 0 ? fault.get().sent() - sent : count;
    int sending = (int) Math.min(count, most);
    out.write(bytes, 0, sending);
    sent += sending;
    traffic.sentMore(sending);
    if (sending < count) {
      throw new FaultHappens(fault.get().ending());
    }
  }

  /** Closes in a way that the other side sees as a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** The body of a request: counted, and broken where a fault wants it. */
  private final class Body extends InputStream {
    private long left;
    private long untilFault;

    Body(long length) {
      left = length;
      untilFault = fault.filter(one -> one.sent() < 0).map(Fault::received).orElse(-1L);
      if (untilFault > length) {
        untilFault = length;
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (untilFault == 0) {
        throw new FaultHappens(fault.orElseThrow().ending());
      }
      if (left == 0) {
        return -1;
      }
      long most = untilFault > 0 ? untilFault : left;
      int count = in.read(target, offset, (int) Math.min(length, most));
      if (count < 0) {
        throw new EOFException("the client broke off");
      }
      left -= count;
      untilFault -= untilFault > 0 ? count : 0;
      traffic.receivedMore(count);
      return count;
    }
  }
}

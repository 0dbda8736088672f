package dev.jbuild.sandbox;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server that refuses all questions, and remembers them. RFC 1035, section 4. */
final class NameServer implements AutoCloseable {
  private static final int PORT = 53;
  private static final int FLAGS = 2;
  private static final byte RESPONSE = (byte) 0x80;
  private static final byte REFUSED = 5;
  private static final int LARGEST = 512;

  private final DatagramSocket socket;
  private final List<String> questions = new CopyOnWriteArrayList<>();

  NameServer(String address) throws IOException {
    socket = new DatagramSocket(PORT, InetAddress.getByName(address));
    Thread.ofPlatform().daemon().start(this::serve);
  }

  /** Whole messages, in which a name's labels stand as they are. */
  List<String> questions() {
    return questions;
  }

  private void serve() {
    byte[] message = new byte[LARGEST];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(message, message.length);
        socket.receive(packet);
        questions.add(new String(message, 0, packet.getLength(), StandardCharsets.ISO_8859_1));
        message[FLAGS] |= RESPONSE;
        message[FLAGS + 1] = REFUSED;
        socket.send(packet);
      }
    } catch (IOException closed) {
      return;
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}

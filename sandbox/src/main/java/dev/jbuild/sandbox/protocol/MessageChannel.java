package dev.jbuild.sandbox.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Frames: the length as four bytes, the highest first, then as many bytes of JSON. */
public final class MessageChannel {
  private static final int LARGEST = 64 << 20;

  private final DataInputStream in;
  private final DataOutputStream out;

  public MessageChannel(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /** Sends a message whole, also when several threads send at once. */
  public void send(Message message) throws IOException {
    byte[] bytes = JsonText.write(MessageJson.write(message));
    synchronized (out) {
      out.writeInt(bytes.length);
      out.write(bytes);
      out.flush();
    }
  }

  /** Lets no more messages out. */
  public void endSending() throws IOException {
    synchronized (out) {
      out.close();
    }
  }

  /** The next message; empty when the other side has closed. For one thread only. */
  public Optional<Message> receive() throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException e) {
      return Optional.empty();
    }
    if (length < 0 || length > LARGEST) {
      throw new IOException("a frame of " + Integer.toUnsignedString(length) + " bytes: refused");
    }
    return Optional.of(MessageJson.read(JsonText.read(in.readNBytes(length))));
  }
}

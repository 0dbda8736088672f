package dev.jbuild.sandbox.worker;

import com.google.common.io.ByteSource;
import dev.jbuild.sandbox.protocol.Message;
import dev.jbuild.sandbox.protocol.MessageChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Sends what a command prints, as soon as it prints it. */
final class OutputPump {
  private static final int CHUNK = 32 * 1024;

  private final MessageChannel channel;
  private final long id;

  OutputPump(MessageChannel channel, long id) {
    this.channel = channel;
    this.id = id;
  }

  /** Pumps until the stream ends, on a thread of its own. */
  Thread start(InputStream in, boolean error) {
    return Thread.ofPlatform().daemon().name("output-" + id).start(() -> pump(in, error));
  }

  private void pump(InputStream in, boolean error) {
    byte[] buffer = new byte[CHUNK];
    try (in) {
      for (int length; (length = in.read(buffer)) > 0; ) {
        byte[] copy = java.util.Arrays.copyOf(buffer, length);
        channel.send(new Message.Output(id, error, ByteSource.wrap(copy)));
      }
    } catch (IOException e) {
      System.err.println("the output of run " + id + " broke off: " + e);
    }
  }

  /** Adds a line of our own to the command's stderr. */
  void note(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      channel.send(new Message.Output(id, true, ByteSource.wrap(bytes)));
    } catch (IOException e) {
      System.err.println("not told to run " + id + ": " + line + ": " + e);
    }
  }
}

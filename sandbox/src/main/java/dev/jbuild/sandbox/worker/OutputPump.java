package dev.jbuild.sandbox.worker;

import com.google.common.io.ByteSource;
import dev.jbuild.sandbox.protocol.Message;
import dev.jbuild.sandbox.protocol.MessageChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
  Thread start(InputStream in) {
    return Thread.ofPlatform().daemon().name("output-" + id).start(() -> pump(in));
  }

  private void pump(InputStream in) {
    byte[] buffer = new byte[CHUNK];
    try (in) {
      for (int length; (length = in.read(buffer)) > 0; ) {
        channel.send(new Message.Output(id, ByteSource.wrap(Arrays.copyOf(buffer, length))));
      }
    } catch (IOException e) {
      System.err.println("the output of run " + id + " broke off: " + e);
    }
  }

  /** Adds a line of our own to what the command prints. */
  void note(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      channel.send(new Message.Output(id, ByteSource.wrap(bytes)));
    } catch (IOException e) {
      System.err.println("not told to run " + id + ": " + line + ": " + e);
    }
  }
}

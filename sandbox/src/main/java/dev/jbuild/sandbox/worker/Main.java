package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.protocol.MessageChannel;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/** The worker's entry: talks to the launcher over stdin and stdout. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    MessageChannel channel =
        new MessageChannel(
            new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setOut(System.err);
    new Worker(channel).serve();
    Runtime.getRuntime().halt(0);
  }
}

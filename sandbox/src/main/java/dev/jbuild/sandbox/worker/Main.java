package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.protocol.MessageChannel;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;

/** The worker's entry: talks to the launcher over stdin and stdout. */
public final class Main {
  /** Lets this program guard a worker. */
  public static final String GUARD = "guard";

  private Main() {}

  /**
   * Works; or, after the word {@value #GUARD}, guards a worker that the further arguments start.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0 && arguments[0].equals(GUARD)) {
      List<String> worker = List.of(arguments).subList(1, arguments.length);
      Runtime.getRuntime().halt(Guardian.guard(worker));
    }
    MessageChannel channel =
        new MessageChannel(
            new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setOut(System.err);
    new Worker(channel).serve();
    Runtime.getRuntime().halt(0);
  }
}

package dev.jbuild.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The entry of the process. */
public final class Main {
  private Main() {}

  /**
   * Ends the JVM with the command's exit status. Returning is enough for 0, and faster: System.exit
   * asks the logging system whether it is to be logged.
   */
  public static void main(String[] arguments) {
    CountDownLatch ended = new CountDownLatch(1);
    new Interruption(Thread.currentThread(), ended).install();
    int status;
    try {
      status = jbuild(Console.system(), System.getenv()).run(List.of(arguments));
    } finally {
      ended.countDown();
    }
    if (status != ExitStatus.DONE) {
      System.exit(status);
    }
  }

  /** The tool with the real builder behind it. */
  static Jbuild jbuild(Console console, Map<String, String> environment) {
    Consumer<String> warnings = warning -> console.err().println("warning: " + warning);
    return new Jbuild(console, environment, () -> BuilderEngine.open(environment, warnings));
  }
}

package dev.jbuild.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The streams of the process. Results go to {@code out}; progress and errors go to {@code err}.
 *
 * @param outIsTerminal whether a person would see bytes written to {@code out}
 */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal) {
  private static final int BUFFER = 16 * 1024;

  /**
   * This process's streams, in UTF-8. Java can't ask whether one of them is a terminal, so the
   * launcher says it: {@code -Djbuild.terminals=out,err}.
   */
  public static Console system() {
    String terminals = System.getProperty("jbuild.terminals", "");
    return new Console(
        new FileInputStream(FileDescriptor.in),
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        terminals.contains("out"),
        terminals.contains("err"));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  void flush() {
    out.flush();
    err.flush();
  }
}

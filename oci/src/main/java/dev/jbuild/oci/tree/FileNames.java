package dev.jbuild.oci.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Names and link targets are bytes to Unix and text to Java. They are read as UTF-8; a byte that is
 * not UTF-8 becomes the lone surrogate U+DC00 + byte (as in Python's "surrogateescape"), so that
 * every name survives the way there and back.
 */
public final class FileNames {
  private static final char ESCAPE = '\uDC00';

  private FileNames() {}

  public static byte[] bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text, i)) {
        return unescape(text);
      }
    }
    return text.getBytes(UTF_8);
  }

  public static String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  /** The text of the bytes from {@code from} up to, not including, {@code to}. */
  public static String text(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return decode(ByteBuffer.wrap(bytes, from, to - from));
      }
    }
    return new String(bytes, from, to - from, UTF_8);
  }

  private static String decode(ByteBuffer bytes) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    while (true) {
      CoderResult result = decoder.decode(bytes, text, true);
      if (result.isUnderflow()) {
        return text.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.put((char) (ESCAPE + (bytes.get() & 0xff)));
      }
    }
  }

  /** A low surrogate of the escape range that ends no pair. */
  private static boolean isEscaped(String text, int position) {
    char unit = text.charAt(position);
    return unit >= ESCAPE + 0x80
        && unit <= ESCAPE + 0xff
        && (position == 0 || !Character.isHighSurrogate(text.charAt(position - 1)));
  }

  private static byte[] unescape(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text, i)) {
        bytes.writeBytes(text.substring(from, i).getBytes(UTF_8));
        bytes.write(text.charAt(i) - ESCAPE);
        from = i + 1;
      }
    }
    bytes.writeBytes(text.substring(from).getBytes(UTF_8));
    return bytes.toByteArray();
  }
}

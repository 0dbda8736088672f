package dev.jbuild.e2e.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;

/** Names and contents on one line, so that a person sees what is in a file. */
final class Printable {
  private static final int LONGEST = 200;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\\\]");

  private Printable() {}

  /** The text with control characters and backslashes escaped. */
  static String text(String text) {
    return CONTROL.matcher(text).replaceAll(match -> "\\\\" + escape(match.group().charAt(0)));
  }

  private static String escape(char character) {
    return switch (character) {
      case '\n' -> "n";
      case '\t' -> "t";
      case '\r' -> "r";
      case '\\' -> "\\\\";
      default -> "x%02x".formatted((int) character);
    };
  }

  /** Short text as it is; else the size and the digest. */
  static String content(byte[] bytes) {
    if (bytes.length <= LONGEST) {
      try {
        return '"' + text(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()) + '"';
      } catch (CharacterCodingException binary) {
        return digest(bytes);
      }
    }
    return digest(bytes);
  }

  private static String digest(byte[] bytes) {
    return bytes.length + " " + Hashing.sha256().hashBytes(bytes);
  }
}

package dev.jbuild.e2e.attacks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes tar headers field by field: also such as no honest program would write. */
final class HostileTar {
  private static final int BLOCK = 512;
  private static final int CHECKSUM = 148;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  HostileTar file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8), 0644);
  }

  HostileTar file(String name, byte[] content, int mode) throws IOException {
    return entry('0', name, "", mode, content.length).content(content);
  }

  HostileTar directory(String name) throws IOException {
    return entry('5', name, "", 0777, 0);
  }

  HostileTar symlink(String name, String target) throws IOException {
    return entry('2', name, target, 0777, 0);
  }

  HostileTar hardLink(String name, String target) throws IOException {
    return entry('1', name, target, 0666, 0);
  }

  HostileTar fifo(String name) throws IOException {
    return entry('6', name, "", 0644, 0);
  }

  /** A header that says more of its size than follows. */
  HostileTar entry(char type, String name, String link, int mode, long size) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(BLOCK);
    header.put(name.getBytes(StandardCharsets.UTF_8));
    octal(header, 100, 8, mode);
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, size);
    octal(header, 136, 12, 1);
    header.position(CHECKSUM).put("        ".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) type).put(link.getBytes(StandardCharsets.UTF_8));
    header.position(257).put("ustar\00000".getBytes(StandardCharsets.US_ASCII));
    int sum = 0;
    for (byte one : header.array()) {
      sum += Byte.toUnsignedInt(one);
    }
    octal(header, CHECKSUM, 7, sum);
    bytes.write(header.array());
    return this;
  }

  private static void octal(ByteBuffer header, int at, int width, long value) {
    String text = String.format(Locale.ROOT, "%0" + (width - 1) + "o", value);
    header.position(at).put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
  }

  HostileTar content(byte[] content) throws IOException {
    bytes.write(content);
    bytes.write(new byte[-content.length & BLOCK - 1]);
    return this;
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    bytes.writeTo(whole);
    whole.write(new byte[2 * BLOCK]);
    return whole.toByteArray();
  }
}

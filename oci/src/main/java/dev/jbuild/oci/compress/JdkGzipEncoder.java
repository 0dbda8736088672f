package dev.jbuild.oci.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip through the JDK. */
final class JdkGzipEncoder extends Encoder {
  private final GZIPOutputStream gzip;

  JdkGzipEncoder(OutputStream out) throws IOException {
    gzip = new GZIPOutputStream(out, 1 << 16);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    gzip.write(bytes, from, length);
  }

  @Override
  public void finish() throws IOException {
    gzip.finish();
  }

  @Override
  public void close() {}
}

package dev.jbuild.oci.compress;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip to its very end: one member or several (as eStargz layers have), every checksum
 * compared, and nothing behind the last. (The JDK's stream passes over what is behind it.)
 */
final class GzipInputStream extends InputStream {
  private final GzipSource source;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean ended;

  /** Reads from {@code in} in large pieces; closes it when closed. */
  GzipInputStream(InputStream in) throws IOException {
    source = new GzipSource(in);
    source.readHeader();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    while (!ended && length > 0) {
      int count = inflate(bytes, from, length);
      if (count > 0) {
        crc.update(bytes, from, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("gzip data that need a dictionary");
      } else {
        source.feed(inflater);
      }
    }
    return length == 0 ? 0 : -1;
  }

  private int inflate(byte[] bytes, int from, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, from, length);
    } catch (DataFormatException e) {
      throw (ZipException) new ZipException("damaged gzip data: " + e.getMessage()).initCause(e);
    }
  }

  private void endMember() throws IOException {
    source.takeBack(inflater);
    long sum = source.readInt();
    long size = source.readInt();
    if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw new ZipException("damaged gzip data: their checksum is another");
    }
    ended = source.isAtEnd();
    if (!ended) {
      source.readHeader();
      inflater.reset();
      crc.reset();
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.end();
    source.close();
  }
}

package dev.jbuild.oci.compress;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Zstandard through zstd-jni. Its bytes differ between no worker and some, but not with how many:
 * there is always one at least.
 */
final class ZstdEncoder extends Encoder {
  private static final int LEVEL = 3;
  private static final int MOST_WORKERS = 8;

  private final Gate gate;
  private final ZstdOutputStreamNoFinalizer zstd;

  ZstdEncoder(OutputStream out) throws IOException {
    gate = new Gate(out);
    zstd = new ZstdOutputStreamNoFinalizer(gate, LEVEL);
    zstd.setWorkers(Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()));
    zstd.setChecksum(true);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    zstd.write(bytes, from, length);
  }

  @Override
  public void finish() throws IOException {
    zstd.closeWithoutClosingParentStream();
  }

  @Override
  public void close() {
    gate.shut = true;
    try {
      zstd.closeWithoutClosingParentStream();
    } catch (IOException e) {
      throw new UncheckedIOException("zstd could not free its memory", e);
    }
  }

  /** Lets nothing through once it is shut: freeing zstd's memory writes the frame's end. */
  private static final class Gate extends FilterOutputStream {
    private boolean shut;

    Gate(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (!shut) {
        out.write(bytes, from, length);
      }
    }
  }
}

package dev.jbuild.sandbox.unpack;

import com.google.common.io.ByteStreams;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.compress.Decompression;
import dev.jbuild.oci.compress.DigestingInputStream;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.sandbox.CorruptLayerException;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/** Unpacks layers into directories, each in full or not at all. */
public final class LayerUnpacker {
  private static final int BUFFER = 1 << 17;

  private final OverlayMode mode;
  private final LayerForm form;

  public LayerUnpacker(OverlayMode mode, LayerForm form) {
    this.mode = mode;
    this.form = form;
  }

  /**
   * Makes sure that the layer's directory is there. Other processes may do the same at once; one of
   * them does the work.
   *
   * @param notes hears of what had to be left out, such as device nodes
   * @throws CorruptLayerException when the blob is not the layer
   */
  public void unpack(LowerLayer layer, Consumer<String> notes) throws IOException {
    Path directory = layer.places().unpacked();
    if (Files.exists(directory)) {
      return;
    }
    Files.createDirectories(directory.getParent());
    Path lockFile = directory.resolveSibling("." + directory.getFileName() + ".lock");
    try (LayerStoreLock lock = LayerStoreLock.acquire(lockFile)) {
      if (!Files.exists(directory)) {
        Aside.removeLeftOf(directory);
        unpackAside(layer, notes);
      }
      lock.retire();
    }
  }

  private void unpackAside(LowerLayer layer, Consumer<String> notes) throws IOException {
    try (Aside aside = Aside.of(layer.places().unpacked())) {
      Files.createDirectory(aside.path());
      fill(aside.path(), layer, notes);
      aside.commit();
    }
  }

  private void fill(Path directory, LowerLayer layer, Consumer<String> notes) throws IOException {
    try (InputStream blob = Files.newInputStream(layer.blob());
        InputStream plain = decompressed(blob);
        DirectoryHandle root = DirectoryHandle.open(directory);
        RootExtraction extraction = new RootExtraction(root, mode, owners(layer, notes))) {
      DigestingInputStream content = new DigestingInputStream(plain);
      LayerReader.entries(content, extraction);
      extraction.finish();
      ByteStreams.exhaust(content);
      LayerFaults.check(layer, new DiffId(content.digest()));
    } catch (InvalidLayerException | EOFException | ZipException e) {
      throw LayerFaults.corrupt(layer, String.valueOf(e.getMessage()));
    }
  }

  private Owners owners(LowerLayer layer, Consumer<String> notes) {
    Consumer<String> own = note -> notes.accept(layer.id() + ": " + note);
    return new Owners(form == LayerForm.ONE_OWNER, own);
  }

  private static InputStream decompressed(InputStream blob) throws IOException {
    return new ReadAhead(Decompression.open(new BufferedInputStream(blob, BUFFER)).content());
  }
}

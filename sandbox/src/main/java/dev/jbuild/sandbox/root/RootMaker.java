package dev.jbuild.sandbox.root;

import dev.jbuild.sandbox.RootKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes roots that can be written to. */
public sealed interface RootMaker permits OverlayRoots, CopiedRoots {

  RootKind kind();

  /**
   * A root of layers.
   *
   * @param lowers unpacked layers, highest first
   * @param place a directory for this root alone, which exists
   */
  WritableRoot make(List<Path> lowers, Path place) throws IOException;

  /**
   * One that shows a directory of this machine.
   *
   * @param hidden paths in it that are not to be seen
   * @param place a directory for this root alone, which exists
   */
  WritableRoot show(Path directory, List<String> hidden, Path place) throws IOException;
}

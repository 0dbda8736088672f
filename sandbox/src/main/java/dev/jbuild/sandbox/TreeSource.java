package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;

/** Files that a mount shows, or starts with. Nothing that is done to them is ever seen again. */
public sealed interface TreeSource {

  /** A file or directory in the tree, relative to its root; empty for all of it. */
  String path();

  /**
   * The root of a stage or an image.
   *
   * @param lowers its layers, lowest first
   */
  record Layers(List<LowerLayer> lowers, String path) implements TreeSource {
    public Layers {
      lowers = ImmutableList.copyOf(lowers);
    }
  }

  /**
   * A directory of this machine, shown as it is now, not copied.
   *
   * @param hidden paths in it that are not to be seen, without those below others
   */
  record HostDirectory(Path directory, List<String> hidden, String path) implements TreeSource {
    public HostDirectory {
      hidden = ImmutableList.copyOf(hidden);
    }
  }
}

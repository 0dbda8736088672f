package dev.jbuild.builder.step;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.Metadata;
import java.io.IOException;

/** WORKDIR: plans the layer that makes a directory, 0755 and the user's, where it is missing. */
public final class MakeDirectoryStep {
  private static final int MODE = 0755;

  private MakeDirectoryStep() {}

  /** Plans the layer: of nothing, where the directory is there. */
  public static LayerPlan plan(
      Operation.MakeDirectory operation, FileTree base, ImageUsers users, Times times)
      throws IOException, BuildFailedException {
    LayerDraft draft = new LayerDraft(base);
    String path = draft.resolve(operation.path());
    if (draft.get(path).filter(Directory.class::isInstance).isPresent()) {
      return LayerPlan.NOTHING;
    }
    Owner owner = operation.user().isEmpty() ? Owner.ROOT : users.find(operation.user());
    draft.makeDirectories(path, new Metadata(MODE, owner.uid(), owner.gid(), times.made()));
    return draft.finish();
  }
}

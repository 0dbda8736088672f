package dev.jbuild.builder.solve;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.context.LinkException;
import dev.jbuild.builder.context.LooseFile;
import dev.jbuild.builder.context.MissingSourceException;
import dev.jbuild.builder.context.Selection;
import dev.jbuild.builder.context.Selector;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.git.Checkout;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.builder.step.CopySource;
import dev.jbuild.builder.step.Times;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.parser.glob.InvalidGlobException;
import dev.jbuild.parser.ignore.IgnoreMatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The sources of one COPY or ADD. Their digests come first, and need no look into any layer; the
 * files of other stages are looked up only when the layer must be planned.
 */
final class CopySources {
  private static final int INLINE_MODE = 0644;

  private final Operation.Copy copy;
  private final ImmutableMap<VertexId, Snapshot> inputs;
  private final Roots roots;
  private final Times times;
  private final IgnoreMatcher excluded;

  private CopySources(Operation.Copy copy, Map<VertexId, Snapshot> inputs, Roots roots, Times times)
      throws BuildFailedException {
    this.copy = copy;
    this.inputs = ImmutableMap.copyOf(inputs);
    this.roots = roots;
    this.times = times;
    this.excluded = excluded(copy);
  }

  /** Finds the sources, in order; fetches what is elsewhere. */
  static ImmutableList<FoundSource> find(
      Operation.Copy copy,
      Map<VertexId, Snapshot> inputs,
      Roots roots,
      Times times,
      Workshop.Contexts contexts,
      RemoteFiles remote,
      GitSources git)
      throws IOException, BuildFailedException, InterruptedException {
    CopySources sources = new CopySources(copy, inputs, roots, times);
    ImmutableList.Builder<FoundSource> found = ImmutableList.builder();
    for (CopyInput input : copy.sources()) {
      found.add(
          switch (input) {
            case CopyInput.FromContext from ->
                sources.known(
                    from.pattern(), sources.select(contexts.main(), from.pattern()), from.unpack());
            case CopyInput.FromNamedContext from ->
                sources.known(
                    from.pattern(),
                    sources.select(contexts.named(from.context()), from.pattern()),
                    false);
            case CopyInput.Inline inline ->
                sources.known("<<" + inline.name(), sources.inline(inline), false);
            case CopyInput.Remote file ->
                sources.known(file.uri().toString(), loose(remote.fetch(file)), file.unpack());
            case CopyInput.FromGit from -> sources.repository(git.policed(from.reference()), git);
            case CopyInput.FromVertex from -> sources.vertex(from);
          });
    }
    return found.build();
  }

  private FoundSource known(String described, ImmutableList<Selection> files, boolean unpack) {
    return FoundSource.of(new CopySource(described, files, unpack, false), times);
  }

  private FoundSource repository(GitReference reference, GitSources git)
      throws IOException, BuildFailedException, InterruptedException {
    Checkout checkout = git.checkout(reference);
    boolean keepsTimes = reference.times() == GitReference.Times.COMMIT;
    return new FoundSource() {
      @Override
      public Digest digest() {
        return GitSources.digest(reference, checkout);
      }

      @Override
      public CopySource files() throws IOException, BuildFailedException {
        return new CopySource(
            reference.shownRemote(), select(git.tree(checkout), "/"), false, keepsTimes);
      }
    };
  }

  private FoundSource vertex(CopyInput.FromVertex from) {
    Snapshot snapshot = inputs.get(from.vertex());
    if (snapshot == null) {
      throw new IllegalStateException("no input " + from.vertex());
    }
    return new FoundSource() {
      @Override
      public Digest digest() {
        return StepKeys.source(from, snapshot);
      }

      @Override
      public CopySource files() throws IOException, BuildFailedException {
        ImmutableList<Selection> files = select(roots.files(snapshot), from.pattern());
        return new CopySource(from.pattern(), files, false, true);
      }
    };
  }

  private ImmutableList<Selection> select(SourceTree tree, String pattern)
      throws IOException, BuildFailedException {
    try {
      Selector selector = new Selector(tree, excluded);
      return copy.parents() ? selector.selectWithParents(pattern) : selector.select(pattern);
    } catch (MissingSourceException | LinkException e) {
      throw new BuildFailedException((copy.isAdd() ? "ADD: " : "COPY: ") + e.getMessage(), e);
    }
  }

  private static IgnoreMatcher excluded(Operation.Copy copy) throws BuildFailedException {
    try {
      return IgnoreMatcher.of(copy.excludes());
    } catch (InvalidGlobException e) {
      throw new BuildFailedException("--exclude: " + e.getMessage(), e);
    }
  }

  private ImmutableList<Selection> inline(CopyInput.Inline inline) {
    byte[] content = inline.content().getBytes(StandardCharsets.UTF_8);
    Metadata metadata = new Metadata(INLINE_MODE, 0, 0, times.made());
    return loose(LooseFile.of(inline.name(), metadata, content));
  }

  private static ImmutableList<Selection> loose(LooseFile file) {
    return ImmutableList.of(file.selection());
  }
}

package dev.jbuild.builder.solve;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.context.BuildContext;
import dev.jbuild.builder.context.LinkException;
import dev.jbuild.builder.context.LooseFile;
import dev.jbuild.builder.context.MissingSourceException;
import dev.jbuild.builder.context.Selection;
import dev.jbuild.builder.context.Selector;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.failure.BuildFailedException;
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
  private final ImmutableMap<CopyInput, CopySource> known;

  private CopySources(
      Operation.Copy copy,
      Map<VertexId, Snapshot> inputs,
      Roots roots,
      Times times,
      Map<CopyInput, CopySource> known) {
    this.copy = copy;
    this.inputs = ImmutableMap.copyOf(inputs);
    this.roots = roots;
    this.times = times;
    this.known = ImmutableMap.copyOf(known);
  }

  /** Finds the sources that are not in other stages. */
  static CopySources find(
      Operation.Copy copy,
      Map<VertexId, Snapshot> inputs,
      Roots roots,
      Times times,
      BuildContext context,
      RemoteFiles remote)
      throws IOException, BuildFailedException, InterruptedException {
    IgnoreMatcher excluded = excluded(copy);
    ImmutableMap.Builder<CopyInput, CopySource> known = ImmutableMap.builder();
    for (CopyInput input : copy.sources()) {
      switch (input) {
        case CopyInput.FromContext from ->
            known.put(from, fromContext(copy, from, context, excluded));
        case CopyInput.Inline inline -> known.put(inline, inline(inline, times));
        case CopyInput.Remote file ->
            known.put(file, loose(file.uri().toString(), remote.fetch(file), file.unpack()));
        case CopyInput.FromVertex _ -> {}
      }
    }
    return new CopySources(copy, inputs, roots, times, known.buildKeepingLast());
  }

  /** The digest of each source's content and names, in order. */
  ImmutableList<Digest> digests() throws IOException {
    ImmutableList.Builder<Digest> digests = ImmutableList.builder();
    for (CopyInput input : copy.sources()) {
      CopySource source = known.get(input);
      if (source != null) {
        digests.add(source.digest(times));
      } else if (input instanceof CopyInput.FromVertex from) {
        digests.add(StepKeys.source(from, input(from)));
      }
    }
    return digests.build();
  }

  /** All sources with their files, in order. */
  ImmutableList<CopySource> all() throws IOException, BuildFailedException {
    IgnoreMatcher excluded = excluded(copy);
    ImmutableList.Builder<CopySource> all = ImmutableList.builder();
    for (CopyInput input : copy.sources()) {
      CopySource source = known.get(input);
      if (source != null) {
        all.add(source);
      } else if (input instanceof CopyInput.FromVertex from) {
        SourceTree root = roots.files(input(from));
        all.add(
            new CopySource(
                from.pattern(), select(copy, root, from.pattern(), excluded), false, true));
      }
    }
    return all.build();
  }

  private Snapshot input(CopyInput.FromVertex from) {
    Snapshot snapshot = inputs.get(from.vertex());
    if (snapshot == null) {
      throw new IllegalStateException("no input " + from.vertex());
    }
    return snapshot;
  }

  private static CopySource fromContext(
      Operation.Copy copy, CopyInput.FromContext from, BuildContext context, IgnoreMatcher excluded)
      throws IOException, BuildFailedException {
    return new CopySource(
        from.pattern(), select(copy, context, from.pattern(), excluded), from.unpack(), false);
  }

  private static ImmutableList<Selection> select(
      Operation.Copy copy, SourceTree tree, String pattern, IgnoreMatcher excluded)
      throws IOException, BuildFailedException {
    try {
      return new Selector(tree, excluded).select(pattern);
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

  private static CopySource inline(CopyInput.Inline inline, Times times) {
    byte[] content = inline.content().getBytes(StandardCharsets.UTF_8);
    Metadata metadata = new Metadata(INLINE_MODE, 0, 0, times.made());
    return loose("<<" + inline.name(), LooseFile.of(inline.name(), metadata, content), false);
  }

  private static CopySource loose(String described, LooseFile file, boolean unpack) {
    return new CopySource(described, ImmutableList.of(file.selection()), unpack, false);
  }
}

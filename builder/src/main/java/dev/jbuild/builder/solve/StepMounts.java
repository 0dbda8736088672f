package dev.jbuild.builder.solve;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.context.LinkException;
import dev.jbuild.builder.context.MissingSourceException;
import dev.jbuild.builder.context.Selection;
import dev.jbuild.builder.context.Selector;
import dev.jbuild.builder.context.SourceFile;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.graph.StepMount;
import dev.jbuild.builder.graph.StepMount.Origin;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.builder.step.CopySource;
import dev.jbuild.builder.step.Fingerprint;
import dev.jbuild.builder.step.Times;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.parser.ignore.IgnoreMatcher;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mounts of one RUN, and what they show. What is in a cache is in no key. */
final class StepMounts {
  /** Files keep their times, but a build does not depend on them. */
  private static final Times NO_TIMES = new Times(Optional.of(Metadata.EPOCH), Metadata.EPOCH);

  private final ImmutableList<StepMount> mounts;
  private final ImmutableMap<VertexId, Snapshot> inputs;
  private final Roots roots;
  private final Workshop.Contexts contexts;
  private final Copying copying;

  /** Makes a root by a COPY. */
  @FunctionalInterface
  interface Copying {
    Snapshot copy(Operation.Copy copy)
        throws IOException, BuildFailedException, InterruptedException;
  }

  StepMounts(
      List<StepMount> mounts,
      Map<VertexId, Snapshot> inputs,
      Roots roots,
      Workshop.Contexts contexts,
      Copying copying) {
    this.mounts = ImmutableList.copyOf(mounts);
    this.inputs = ImmutableMap.copyOf(inputs);
    this.roots = roots;
    this.contexts = contexts;
    this.copying = copying;
  }

  ImmutableList<StepMount> all() {
    return mounts;
  }

  ImmutableList<StepMount.Cache> caches() {
    return mounts.stream()
        .filter(StepMount.Cache.class::isInstance)
        .map(StepMount.Cache.class::cast)
        .collect(toImmutableList());
  }

  /** Whether a mount shows a stage or an image: then there is a second key, by content. */
  boolean showRoots() {
    return mounts.stream()
        .anyMatch(
            mount -> mount instanceof StepMount.Bind bind && bind.origin() instanceof Origin.Root);
  }

  /** A digest for each mount, made without a look into any layer. */
  ImmutableList<Digest> quickDigests()
      throws IOException, BuildFailedException, InterruptedException {
    ImmutableList.Builder<Digest> digests = ImmutableList.builder();
    for (StepMount mount : mounts) {
      Fingerprint fingerprint = MountTexts.of(mount);
      if (mount.from().isPresent()) {
        fingerprint.add(identity(mount.from().get(), mount.source()));
      }
      digests.add(fingerprint.digest());
    }
    return digests.build();
  }

  /** A digest for each mount that depends on stages only as far as they are shown. */
  ImmutableList<Digest> contentDigests()
      throws IOException, BuildFailedException, InterruptedException {
    ImmutableList.Builder<Digest> digests = ImmutableList.builder();
    for (StepMount mount : mounts) {
      Fingerprint fingerprint = MountTexts.of(mount).add("by content");
      if (mount instanceof StepMount.Bind bind) {
        fingerprint.add(content(tree(bind.origin()), bind.source()));
      } else if (mount.from().isPresent()) {
        fingerprint.add(identity(mount.from().get(), mount.source()));
      }
      digests.add(fingerprint.digest());
    }
    return digests.build();
  }

  /** Names the files of an origin: those of a stage or an image by all that it has. */
  String identity(Origin origin, String path)
      throws IOException, BuildFailedException, InterruptedException {
    return switch (origin) {
      case Origin.Root root -> root(root).chain();
      case Origin.Context _, Origin.NamedContext _ -> content(tree(origin), path).toString();
    };
  }

  /** The files of an origin. */
  SourceTree tree(Origin origin) throws IOException, BuildFailedException, InterruptedException {
    return switch (origin) {
      case Origin.Context _ -> contexts.main();
      case Origin.NamedContext named -> contexts.named(named.name());
      case Origin.Root root -> roots.files(root(root));
    };
  }

  private static Digest content(SourceTree tree, String path)
      throws IOException, BuildFailedException {
    try {
      ImmutableList<Selection> found =
          new Selector(tree, IgnoreMatcher.none()).select(literal(path));
      return new CopySource(path, found, false, false).digest(NO_TIMES);
    } catch (MissingSourceException | LinkException e) {
      throw new BuildFailedException("RUN --mount: " + e.getMessage(), e);
    }
  }

  /** A pattern that matches only the path. */
  private static String literal(String path) {
    return path.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
  }

  /** The stage or image. */
  Snapshot root(Origin.Root root) {
    return inputs.getOrDefault(root.vertex(), Snapshot.empty());
  }

  /** A file or directory of a context as the root of no other files: a copy. */
  Snapshot copied(Origin origin, SourceFile file)
      throws IOException, BuildFailedException, InterruptedException {
    String pattern = literal(file.path());
    CopyInput input =
        switch (origin) {
          case Origin.Context _ -> new CopyInput.FromContext(pattern, false);
          case Origin.NamedContext named -> new CopyInput.FromNamedContext(named.name(), pattern);
          case Origin.Root root -> new CopyInput.FromVertex(root.vertex(), pattern);
        };
    return copying.copy(
        new Operation.Copy(
            Optional.empty(),
            ImmutableList.of(input),
            "/",
            Optional.empty(),
            Optional.empty(),
            ImmutableList.of(),
            false,
            false,
            false));
  }
}

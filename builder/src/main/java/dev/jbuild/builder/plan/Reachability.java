package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the stages and images that a target needs, through FROM, COPY --from and triggers. */
final class Reachability {
  private final StageTable stages;
  private final Platform target;
  private final Map<BaseKey, ResolvedBase> found;
  private final Expander expander;
  private final Problems problems;
  private final SortedMap<Integer, ReachedStage> reached = new TreeMap<>();
  private final Map<BaseKey, BaseRequest> missing = new LinkedHashMap<>();

  Reachability(
      StageTable stages,
      Platform target,
      Map<BaseKey, ResolvedBase> found,
      Expander expander,
      Problems problems) {
    this.stages = stages;
    this.target = target;
    this.found = found;
    this.expander = expander;
    this.problems = problems;
  }

  /** Follows all that the stage needs. What is wrong with it on the way is told. */
  void visit(StageNode node) {
    if (reached.containsKey(node.index())) {
      return;
    }
    Span from = node.stage().from().image().span();
    visit(node.base(), node.platform(), from);
    ImmutableList<Step> steps =
        ImmutableList.<Step>builder()
            .addAll(triggers(node))
            .addAll(node.stage().instructions().stream().map(Step::own).iterator())
            .build();
    reached.put(node.index(), new ReachedStage(node, steps));
    for (Step step : steps) {
      visit(step, node);
    }
  }

  private void visit(Step step, StageNode node) {
    try {
      Unsupported.check(step);
      Optional<Word> from = copiedFrom(step.instruction());
      if (from.isPresent()) {
        Span span = step.place(from.get().span());
        visit(stages.copyOrigin(from.get(), span, node, expander), target, span);
      }
    } catch (Refusal e) {
      problems.add(e.diagnostic());
    }
  }

  private void visit(Origin origin, Platform platform, Span span) {
    switch (origin) {
      case Origin.Scratch _ -> {}
      case Origin.OtherStage other -> visit(stages.node(other.index()));
      case Origin.Image image -> need(image.reference(), platform, span);
    }
  }

  private void need(ImageReference reference, Platform platform, Span span) {
    BaseKey key = new BaseKey(reference, platform);
    if (!found.containsKey(key)) {
      Optional<String> help =
          Suggestion.nearest(reference.familiar().replaceFirst(":latest$", ""), stages.names())
              .map(name -> "did you mean the stage " + name + "?");
      missing.putIfAbsent(key, new BaseRequest(reference, platform, span, help));
    }
  }

  private ImmutableList<Step> triggers(StageNode node) {
    return switch (node.base()) {
      case Origin.Scratch _ -> ImmutableList.of();
      case Origin.OtherStage other -> Triggers.ofStage(stages.node(other.index()).stage());
      case Origin.Image image -> {
        ResolvedBase base = found.get(new BaseKey(image.reference(), node.platform()));
        yield base == null ? ImmutableList.of() : Triggers.ofImage(base, node.stage(), problems);
      }
    };
  }

  private static Optional<Word> copiedFrom(Instruction instruction) {
    return instruction instanceof Instruction.Copy copy ? copy.flags().from() : Optional.empty();
  }

  /** In the order of the file. */
  ImmutableList<ReachedStage> stages() {
    return ImmutableList.copyOf(reached.values());
  }

  ImmutableSet<BaseRequest> missing() {
    return ImmutableSet.copyOf(missing.values());
  }
}

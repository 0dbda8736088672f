package dev.jbuild.builder.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the stages and images that a target needs, through FROM, COPY --from and triggers. */
final class Reachability {
  private static final Comparator<BaseRequest> BY_PLACE =
      Comparator.<BaseRequest>comparingInt(request -> request.span().start().line())
          .thenComparing(request -> request.reference().toString());

  private final StageTable stages;
  private final Platform target;
  private final Map<BaseKey, ResolvedBase> found;
  private final Problems problems;
  private final Set<Integer> needed = new HashSet<>();
  private final SortedMap<Integer, ReachedStage> reached = new TreeMap<>();
  private final Map<BaseKey, BaseRequest> missing = new HashMap<>();

  Reachability(
      StageTable stages, Platform target, Map<BaseKey, ResolvedBase> found, Problems problems) {
    this.stages = stages;
    this.target = target;
    this.found = found;
    this.problems = problems;
  }

  /**
   * Follows all that the stage needs. A stage needs only earlier ones: one walk back sees all. What
   * is wrong on the way is told.
   */
  void follow(StageNode wanted) {
    needed.add(wanted.index());
    for (int index = wanted.index(); index >= 0; index--) {
      if (needed.contains(index)) {
        visit(stages.node(index));
      }
    }
  }

  /** Follows every stage. */
  void followAll() {
    for (int index = stages.count() - 1; index >= 0; index--) {
      visit(stages.node(index));
    }
  }

  private void visit(StageNode node) {
    visit(node.base(), node.platform(), node.stage().from().image().span(), node);
    ImmutableList<Step> steps =
        ImmutableList.<Step>builder()
            .addAll(triggers(node))
            .addAll(node.instructions().stream().map(Step::own).iterator())
            .build();
    reached.put(node.index(), new ReachedStage(node, steps));
    for (Step step : steps) {
      visit(step, node);
    }
  }

  private void visit(Step step, StageNode node) {
    try {
      for (Word from : origins(step.instruction())) {
        Span span = step.place(from.span());
        visit(stages.copyOrigin(from, span, node), target, span, node);
      }
    } catch (Refusal e) {
      problems.add(e.diagnostic());
    }
  }

  private void visit(Origin origin, Platform platform, Span span, StageNode user) {
    switch (origin) {
      case Origin.Scratch _, Origin.Files _ -> {}
      case Origin.OtherStage other -> needed.add(other.index());
      case Origin.Image image -> need(image.reference(), platform, span, user);
    }
  }

  private void need(ImageReference reference, Platform platform, Span span, StageNode user) {
    BaseKey key = new BaseKey(reference, platform);
    if (!found.containsKey(key)) {
      String name = reference.familiar().replaceFirst(":latest$", "");
      missing.putIfAbsent(key, new BaseRequest(reference, platform, span, stages.hint(name, user)));
    }
  }

  private ImmutableList<Step> triggers(StageNode node) {
    if (node.isReplaced()) {
      return ImmutableList.of();
    }
    return switch (node.base()) {
      case Origin.Scratch _, Origin.Files _ -> ImmutableList.of();
      case Origin.OtherStage other -> Triggers.ofStage(stages.node(other.index()).stage());
      case Origin.Image image -> {
        ResolvedBase base = found.get(new BaseKey(image.reference(), node.platform()));
        yield base == null ? ImmutableList.of() : Triggers.ofImage(base, node.stage(), problems);
      }
    };
  }

  /** The names of all that the instruction takes files from. */
  static ImmutableList<Word> origins(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Copy copy -> copy.flags().from().stream().collect(toImmutableList());
      case Instruction.Run run ->
          run.flags().mounts().stream()
              .flatMap(mount -> MountPlanner.from(mount).stream())
              .collect(toImmutableList());
      default -> ImmutableList.of();
    };
  }

  /** In the order of the file. */
  ImmutableList<ReachedStage> stages() {
    return ImmutableList.copyOf(reached.values());
  }

  /** In the order of the file too. */
  ImmutableSet<BaseRequest> missing() {
    return missing.values().stream().sorted(BY_PLACE).collect(ImmutableSet.toImmutableSet());
  }
}

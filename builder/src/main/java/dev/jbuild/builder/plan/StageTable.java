package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.source.Span;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The stages of a file, found by name in any case or by index. */
final class StageTable {
  private final ImmutableList<StageNode> nodes;
  private final NamedContexts contexts;
  private final Platform target;
  private final Map<String, Integer> indexes = new HashMap<>();

  /**
   * A table of these stages.
   *
   * @param request whose contexts and whose platform {@code --from} sees
   */
  StageTable(ImmutableList<StageNode> nodes, PlanRequest request) {
    this.nodes = nodes;
    this.contexts = request.contexts();
    this.target = request.platform();
    for (StageNode node : nodes) {
      node.stage().name().ifPresent(name -> indexes.put(key(name), node.index()));
    }
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  int count() {
    return nodes.size();
  }

  StageNode node(int index) {
    return nodes.get(index);
  }

  /**
   * What to say when there is no image of this name: it may have been meant for a stage.
   *
   * @param user the stage that names it
   */
  Optional<String> hint(String name, StageNode user) {
    Integer index = indexes.get(key(name));
    if (index != null && index > user.index()) {
      return Optional.of("the stage " + name + " stands after this one: move it up to use it here");
    }
    return Suggestion.question(name, earlierNames(user));
  }

  private ImmutableSet<String> earlierNames(StageNode user) {
    return nodes.subList(0, user.index()).stream()
        .flatMap(node -> node.stage().name().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  ImmutableSet<String> names() {
    return ImmutableSet.copyOf(indexes.keySet());
  }

  /** The stage to build: the named one, else the last. */
  StageNode target(Optional<String> wanted) throws Refusal {
    StageNode last = nodes.getLast();
    if (wanted.isEmpty()) {
      return last;
    }
    String name = wanted.get();
    Integer index = indexes.get(key(name));
    if (index == null) {
      index = Ints.tryParse(name);
    }
    if (index == null || index < 0 || index >= nodes.size()) {
      throw Refusal.at(
          last.stage().from().span(),
          "target stage \"" + name + "\" could not be found",
          Suggestion.question(name, names()).orElseGet(this::stagesThereAre));
    }
    return nodes.get(index);
  }

  private String stagesThereAre() {
    return indexes.isEmpty()
        ? "no stage has a name: leave --target out, or give an index from 0"
        : "the stages are: " + String.join(", ", ImmutableSet.copyOf(indexes.keySet()));
  }

  /**
   * What a {@code COPY --from} names.
   *
   * @param user the stage with the COPY: only what stands before it can be copied from
   */
  Origin copyOrigin(Word from, Span span, StageNode user) throws Refusal {
    String name = from.text();
    Integer index = Ints.tryParse(name);
    if (index == null) {
      index = indexes.get(key(name));
    } else if (index < 0 || index >= nodes.size()) {
      throw Refusal.at(span, "invalid stage index " + index, "stages count from 0");
    }
    if (index != null) {
      return earlier(index, name, span, user);
    }
    if (name.equals("scratch")) {
      return new Origin.Scratch();
    }
    Optional<Origin> context = contexts.find(name, target);
    return context.isPresent() ? context.get() : image(name, span);
  }

  private Origin earlier(int index, String name, Span span, StageNode user) throws Refusal {
    if (index == user.index()) {
      throw Refusal.at(
          span,
          "circular dependency detected on stage: "
              + user.stage().name().orElse(String.valueOf(index)),
          "name an earlier stage");
    }
    if (index > user.index()) {
      throw Refusal.at(
          span,
          "cannot copy from stage \"" + name + "\": it needs to be defined before this stage",
          "move its FROM and all that belongs to it further up");
    }
    StageNode node = nodes.get(index);
    return node.base() instanceof Origin.Files files && node.isReplaced()
        ? files // Straight from there: no layer is made of all of them.
        : new Origin.OtherStage(index);
  }

  private Origin image(String name, Span span) throws Refusal {
    try {
      return new Origin.Image(ImageReference.parse(name));
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
          span,
          "no stage \"" + name + "\", and no image can have that name: " + e.getMessage(),
          Suggestion.question(name, Sets.union(names(), contexts.names()))
              .orElse("name a stage, its index or an image"));
    }
  }
}

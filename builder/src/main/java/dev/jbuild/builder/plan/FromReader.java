package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.word.WordException;
import dev.jbuild.parser.word.WordExpander;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Understands the FROM of every stage. */
final class FromReader {
  private final Dockerfile file;
  private final Scope globals;
  private final PlanRequest request;
  private final WordExpander expander;
  private final Problems problems;
  private final Map<String, StageNode> earlier = new HashMap<>();

  FromReader(
      Dockerfile file,
      Scope globals,
      PlanRequest request,
      WordExpander expander,
      Problems problems) {
    this.file = file;
    this.globals = globals;
    this.request = request;
    this.expander = expander;
    this.problems = problems;
  }

  /** The stages; those whose FROM is wrong are left out, and their problem is told. */
  StageTable read() {
    boolean labelled = file.stages().size() > 1 || copiesFromElsewhere();
    List<StageNode> nodes = new ArrayList<>();
    for (Stage stage : file.stages()) {
      try {
        StageNode node = node(stage, labelled);
        nodes.add(node);
        stage.name().ifPresent(name -> earlier.put(StageTable.key(name), node));
      } catch (Refusal e) {
        problems.add(e.diagnostic());
      }
    }
    return new StageTable(ImmutableList.copyOf(nodes), request);
  }

  private boolean copiesFromElsewhere() {
    return file.stages().stream()
        .flatMap(stage -> stage.instructions().stream())
        .anyMatch(i -> i instanceof Instruction.Copy copy && copy.flags().from().isPresent());
  }

  private StageNode node(Stage stage, boolean labelled) throws Refusal {
    String label =
        labelled ? stage.name().map(StageTable::key).orElse("stage-" + stage.index()) : "";
    Platform platform = platform(stage);
    Optional<Origin> replacement =
        stage.name().flatMap(own -> request.contexts().find(StageTable.key(own), platform));
    if (replacement.isPresent()) {
      return new StageNode(stage, label, replacement.get(), true, platform);
    }
    String name = expand(stage.from().image());
    if (name.isEmpty()) {
      throw Refusal.at(
          stage.from().image().span(),
          "base name (" + stage.from().image().text() + ") should not be blank",
          "give the ARG a default before the first FROM, or a value with --build-arg");
    }
    StageNode parent = earlier.get(StageTable.key(name));
    if (parent != null) {
      return new StageNode(stage, label, childOf(parent), false, parent.platform());
    }
    if (name.equals("scratch")) {
      return new StageNode(stage, label, new Origin.Scratch(), false, request.platform());
    }
    Optional<Origin> context = request.contexts().find(name, platform);
    Origin base = context.isPresent() ? context.get() : image(stage, name);
    return new StageNode(stage, label, base, false, platform);
  }

  /** Who is built on a stage that a context replaces is built on the context. */
  private static Origin childOf(StageNode parent) {
    return parent.isReplaced() ? parent.base() : new Origin.OtherStage(parent.index());
  }

  private Origin image(Stage stage, String name) throws Refusal {
    try {
      return new Origin.Image(ImageReference.parse(name));
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
          stage.from().image().span(),
          "failed to parse stage name \"" + name + "\": " + e.getMessage(),
          Suggestion.question(name, namesBefore())
              .orElse("FROM takes an image or an earlier stage"));
    }
  }

  private Set<String> namesBefore() {
    return Sets.union(earlier.keySet(), request.contexts().names());
  }

  private Platform platform(Stage stage) throws Refusal {
    if (stage.from().platform().isEmpty()) {
      return request.platform();
    }
    Word word = stage.from().platform().get();
    String text = expand(word);
    if (text.isEmpty()) {
      throw Refusal.at(
          word.span(),
          "empty platform value from expression " + word.text(),
          Suggestion.question(
                  word.text().replaceAll("[${}]", ""), globals.environment().map().keySet())
              .orElse("expected os/architecture, such as linux/amd64, or $BUILDPLATFORM"));
    }
    try {
      return Platform.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(word.span(), "failed to parse platform " + text + ": " + e.getMessage());
    }
  }

  private String expand(Word word) throws Refusal {
    try {
      return expander.expand(word.text(), globals.environment());
    } catch (WordException e) {
      throw Refusal.malformed(word.span(), e);
    }
  }
}

package dev.jbuild.e2e.differ;

import com.google.common.collect.ImmutableList;
import dev.jbuild.e2e.compare.Differences;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds one folder with both builders and says in what they differ. */
final class FolderComparison {
  private final Builders builders;
  private final Written expectations;

  /**
   * Makes a comparison.
   *
   * @param expectations recorded before they are compared
   */
  FolderComparison(Builders builders, Written expectations) {
    this.builders = builders;
    this.expectations = expectations;
  }

  /** Readable; empty where both make the same and it is what is written down. */
  List<String> differences(BuildFolder folder) throws IOException {
    Differences known = builders.differences();
    try (PreparedContext context = PreparedContext.of(folder)) {
      BuildOutcome ours = builders.jbuild().build(context);
      if (known.cases().contains(folder.name())) {
        return byHand(context, ours);
      }
      return switch (builders.docker().build(context)) {
        case BuildOutcome.Built built -> compare(context, describe(built, context), ours);
        case BuildOutcome.Refused refused -> compare(folder, refused, ours);
      };
    }
  }

  /** Where nothing is written yet, ours is: for a person to check it against the facts. */
  private List<String> byHand(PreparedContext context, BuildOutcome ours) throws IOException {
    return switch (ours) {
      case BuildOutcome.Built built -> byHand(context.folder(), describe(built, context));
      case BuildOutcome.Refused refused -> compare(context.folder(), "", refused.message());
    };
  }

  private String describe(BuildOutcome.Built built, PreparedContext context) throws IOException {
    return builders.describe(built, context.places());
  }

  private List<String> byHand(BuildFolder folder, String ours) throws IOException {
    if (expectations == Written.RECORDED && folder.expected().isEmpty()) {
      folder.expect(ours);
    }
    return TextDiff.of("written down", folder.expected().orElse(""), "jbuild", ours);
  }

  private List<String> compare(PreparedContext context, String reference, BuildOutcome ours)
      throws IOException {
    BuildFolder folder = context.folder();
    if (expectations == Written.RECORDED) {
      folder.expect(reference);
    }
    List<String> found = new ArrayList<>();
    switch (ours) {
      case BuildOutcome.Built built ->
          found.addAll(TextDiff.of("BuildKit", reference, "jbuild", describe(built, context)));
      case BuildOutcome.Refused refused ->
          found.add("jbuild refuses what BuildKit builds:\n" + refused.message());
    }
    if (expectations != Written.NONE) {
      String written = folder.expected().orElse("");
      found.addAll(TextDiff.of("written down", written, "BuildKit", reference));
    }
    return found;
  }

  private List<String> compare(
      BuildFolder folder, BuildOutcome.Refused reference, BuildOutcome ours) throws IOException {
    return switch (ours) {
      case BuildOutcome.Built _ ->
          ImmutableList.of("jbuild builds what BuildKit refuses:\n" + reference.message());
      case BuildOutcome.Refused refused -> compare(folder, reference.message(), refused.message());
    };
  }

  private List<String> compare(BuildFolder folder, String reference, String ours)
      throws IOException {
    Optional<Refusal> written = folder.refusal();
    if (expectations == Written.RECORDED) {
      folder.expect(
          new Refusal(
              written.map(Refusal::phrases).orElseGet(() -> ReferenceMessage.phrases(reference)),
              ours));
    }
    if (expectations == Written.NONE) {
      return ImmutableList.of();
    }
    if (folder.refusal().isEmpty()) {
      return List.of("nothing is written down; BuildKit says:\n" + reference);
    }
    return compare(folder.refusal().get(), reference, ours);
  }

  private static List<String> compare(Refusal written, String reference, String ours)
      throws IOException {
    List<String> found = new ArrayList<>();
    if (!reference.isEmpty()) {
      written
          .missingFrom(reference)
          .forEach(phrase -> found.add("not in BuildKit's message: " + phrase + "\n" + reference));
    }
    written
        .missingFrom(ours)
        .forEach(phrase -> found.add("not in jbuild's message: " + phrase + "\n" + ours));
    found.addAll(TextDiff.of("written down", written.message(), "jbuild", ours));
    return found;
  }
}

package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.parser.ast.Heredoc;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sources of one COPY or ADD, expanded: paths first, then here-documents.
 *
 * @param shown as the history has them
 */
record CopyInputs(ImmutableList<CopyInput> inputs, ImmutableList<String> shown) {

  /**
   * Reads the sources.
   *
   * @param origin what the paths lead into
   */
  static CopyInputs read(CopyInstruction instruction, CopyOrigin origin, Words words)
      throws Refusal {
    List<CopyInput> inputs = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    Optional<String> checksum =
        words.expand(instruction.flags().checksum()).filter(value -> !value.isEmpty());
    for (Word path : instruction.paths()) {
      String text = words.expand(path);
      inputs.add(input(instruction, origin, checksum, text, words.step().place(path.span())));
      shown.add(GitReference.withoutPassword(text)); // the history goes to whoever has the image
    }
    for (Heredoc heredoc : instruction.heredocs()) {
      requireFileName(heredoc, words);
      inputs.add(new CopyInput.Inline(heredoc.name(), words.document(heredoc)));
      shown.add("<<" + heredoc.name());
    }
    return new CopyInputs(ImmutableList.copyOf(inputs), ImmutableList.copyOf(shown));
  }

  private static void requireFileName(Heredoc heredoc, Words words) throws Refusal {
    if (ContainerPath.resolve("/", heredoc.name()).lastIndexOf('/') > 0) {
      throw Refusal.at(
          words.step().place(heredoc.span()),
          "the name of a here-document can't be a path: " + heredoc.name(),
          "write the directory in the destination");
    }
  }

  private static CopyInput input(
      CopyInstruction instruction,
      CopyOrigin origin,
      Optional<String> checksum,
      String text,
      Span span)
      throws Refusal {
    Optional<CopyInput> remote = new RemoteSource(instruction, checksum, span).read(text);
    if (remote.isPresent()) {
      return remote.get();
    }
    if (checksum.isPresent()) {
      throw Refusal.at(span, "checksum requires HTTP(S) or Git sources");
    }
    return origin.at(text);
  }
}

package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.oci.Digest;
import dev.jbuild.parser.ast.Heredoc;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.Span;
import java.net.URI;
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
   * @param origin what {@code --from} names; empty for the build context
   */
  static CopyInputs read(CopyInstruction instruction, Optional<VertexId> origin, Words words)
      throws Refusal {
    List<CopyInput> inputs = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    Optional<Digest> checksum = checksum(instruction, words);
    for (Word path : instruction.paths()) {
      String text = words.expand(path);
      inputs.add(input(instruction, origin, checksum, text, words.step().place(path.span())));
      shown.add(text);
    }
    for (Heredoc heredoc : instruction.heredocs()) {
      inputs.add(new CopyInput.Inline(heredoc.name(), words.document(heredoc)));
      shown.add("<<" + heredoc.name());
    }
    return new CopyInputs(ImmutableList.copyOf(inputs), ImmutableList.copyOf(shown));
  }

  private static CopyInput input(
      CopyInstruction instruction,
      Optional<VertexId> origin,
      Optional<Digest> checksum,
      String text,
      Span span)
      throws Refusal {
    boolean isRemote = SourceUrl.isHttp(text) || SourceUrl.isGit(text);
    if (isRemote && !instruction.isAdd()) {
      throw Refusal.at(span, "source can't be a URL for COPY: " + text, "use ADD");
    }
    if (SourceUrl.isGit(text)) {
      throw Refusal.notSupported(span, "ADD of a git repository (" + text + ")");
    }
    if (isRemote) {
      return new CopyInput.Remote(
          uri(text, span), checksum, instruction.flags().unpack().orElse(false));
    }
    if (checksum.isPresent()) {
      throw Refusal.at(span, "checksum requires HTTP(S) or Git sources");
    }
    return origin.isPresent()
        ? new CopyInput.FromVertex(origin.get(), text)
        : new CopyInput.FromContext(text, instruction.flags().unpack().orElse(instruction.isAdd()));
  }

  private static URI uri(String text, Span span) throws Refusal {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(span, "not a URL: " + text, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Digest> checksum(CopyInstruction instruction, Words words)
      throws Refusal {
    Optional<String> text =
        words.expand(instruction.flags().checksum()).filter(value -> !value.isEmpty());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Span span = words.step().place(instruction.flags().checksum().orElseThrow().span());
    try {
      return Optional.of(Digest.parse(text.get()));
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
          span, "invalid checksum: " + e.getMessage(), "expected sha256:<64 hex digits>");
    }
  }
}

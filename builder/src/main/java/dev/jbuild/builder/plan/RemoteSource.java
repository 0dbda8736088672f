package dev.jbuild.builder.plan;

import dev.jbuild.builder.git.GitReference;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.oci.Digest;
import dev.jbuild.parser.source.Span;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the sources of ADD that are elsewhere: git repositories and files of web servers. */
final class RemoteSource {
  private static final Pattern DIGEST =
      Pattern.compile("[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+");

  private final CopyInstruction instruction;
  private final Optional<String> checksum;
  private final Span span;

  /**
   * Takes what the instruction says about it.
   *
   * @param checksum from {@code --checksum}, expanded
   * @param span where the source stands
   */
  RemoteSource(CopyInstruction instruction, Optional<String> checksum, Span span) {
    this.instruction = instruction;
    this.checksum = checksum;
    this.span = span;
  }

  /** Empty for a path. */
  Optional<CopyInput> read(String text) throws Refusal {
    Optional<GitReference> git = gitReference(text);
    if (git.isPresent()) {
      return Optional.of(repository(git.get(), text));
    }
    return text.startsWith("http://") || text.startsWith("https://")
        ? Optional.of(file(text))
        : Optional.empty();
  }

  private Optional<GitReference> gitReference(String text) throws Refusal {
    try {
      return GitReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(span, String.valueOf(e.getMessage()));
    }
  }

  private CopyInput repository(GitReference reference, String text) throws Refusal {
    if (!instruction.isAdd()) {
      throw Refusal.at(span, "source can't be a git ref for COPY: " + text, "use ADD");
    }
    try {
      return new CopyInput.FromGit(
          reference.withChecksum(checksum).withKeepGitDirectory(instruction.flags().keepGitDir()));
    } catch (IllegalArgumentException e) {
      throw Refusal.at(span, String.valueOf(e.getMessage()));
    }
  }

  private CopyInput file(String text) throws Refusal {
    if (!instruction.isAdd()) {
      throw Refusal.at(span, "source can't be a URL for COPY: " + text, "use ADD");
    }
    Optional<Digest> digest =
        checksum.isEmpty() ? Optional.empty() : Optional.of(digest(checksum.get()));
    return new CopyInput.Remote(uri(text), digest, instruction.flags().unpack().orElse(false));
  }

  private URI uri(String text) throws Refusal {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(span, "not a URL: " + text, String.valueOf(e.getMessage()));
    }
  }

  private Digest digest(String text) throws Refusal {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(span, fault(text) + ": " + text, "expected sha256:<64 hex digits>");
    }
  }

  private static String fault(String text) {
    if (!DIGEST.matcher(text).matches()) {
      return "invalid checksum digest format";
    }
    return text.startsWith("sha256:")
        ? "invalid checksum digest length"
        : "unsupported digest algorithm";
  }
}

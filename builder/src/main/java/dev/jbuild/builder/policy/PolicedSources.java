package dev.jbuild.builder.policy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.git.GitReference;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import java.net.URI;
import java.util.Optional;

/** Sources after the policies: each is what is to be taken for it, or the policies deny it. */
public record PolicedSources(SourcePolicies policies) {
  private static final String IMAGE = "docker-image://";
  private static final String LAYOUT = "oci-layout://";
  private static final String CHECKSUM = "http.checksum";

  /** A file of a web server, with what its content must be. */
  public record WebSource(URI uri, Optional<Digest> checksum) {}

  /** The image to take. */
  public ImageReference image(ImageReference reference) throws SourcePolicyException {
    return image(policies.evaluate(new PolicySource(IMAGE + reference, ImmutableMap.of())));
  }

  /** The image to take for one of a layout: that one, or another of a registry. */
  public ImageReference layoutImage(ImageReference reference) throws SourcePolicyException {
    PolicySource asked = new PolicySource(LAYOUT + reference, ImmutableMap.of());
    PolicySource source = policies.evaluate(asked);
    return source.identifier().equals(asked.identifier()) ? reference : image(source);
  }

  private static ImageReference image(PolicySource source) throws SourcePolicyException {
    if (!source.identifier().startsWith(IMAGE)) {
      throw cannot("an image", source);
    }
    try {
      return ImageReference.parse(source.identifier().substring(IMAGE.length()));
    } catch (IllegalArgumentException e) {
      throw new SourcePolicyException("the policy leads to no image: " + e.getMessage(), e);
    }
  }

  /** The file to take. */
  public WebSource file(URI uri, String name, Optional<Digest> checksum)
      throws SourcePolicyException {
    ImmutableMap.Builder<String, String> attributes = ImmutableMap.builder();
    attributes.put("http.filename", name);
    checksum.ifPresent(digest -> attributes.put(CHECKSUM, digest.toString()));
    PolicySource source =
        policies.evaluate(new PolicySource(uri.toString(), attributes.buildOrThrow()));
    if (!source.identifier().matches("https?://.*")) {
      throw cannot("a file of a web server", source);
    }
    String digest = source.attribute(CHECKSUM);
    try {
      return new WebSource(
          URI.create(source.identifier()),
          digest.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(digest)));
    } catch (IllegalArgumentException e) {
      throw new SourcePolicyException("the policy leads to no file: " + e.getMessage(), e);
    }
  }

  /** The repository to take. */
  public GitReference repository(GitReference reference) throws SourcePolicyException {
    PolicySource before = GitSourceText.of(reference);
    PolicySource source = policies.evaluate(before);
    if (!source.identifier().startsWith("git://")) {
      throw cannot("a git repository", source);
    }
    return source.equals(before) ? reference : GitSourceText.reference(reference, before, source);
  }

  /** A source that is a directory of this machine, such as {@code local://context}. */
  public void requireAllowed(String identifier) throws SourcePolicyException {
    PolicySource source = new PolicySource(identifier, ImmutableMap.of());
    if (!policies.evaluate(source).identifier().equals(identifier)) {
      throw cannot("a local directory", policies.evaluate(source));
    }
  }

  private static SourcePolicyException cannot(String what, PolicySource source) {
    return new SourcePolicyException(
        "the policy converts "
            + what
            + " to \""
            + source.identifier()
            + "\", which is another kind");
  }
}

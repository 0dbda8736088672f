package dev.jbuild.builder.policy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.git.GitReference;
import java.util.Optional;

/** Git repositories as policies see them: {@code git://host/path#ref:subdir}, however fetched. */
final class GitSourceText {
  private static final String ADDRESS = "git.fullurl";
  private static final String CHECKSUM = "git.checksum";
  private static final String KEEP = "git.keepgitdir";
  private static final String NO_SUBMODULES = "git.skipsubmodules";

  private GitSourceText() {}

  static PolicySource of(GitReference reference) {
    String place =
        reference
            .shownRemote()
            .replaceFirst("^\\w+://", "")
            .replaceFirst("^[^/@]*@", "")
            .replaceFirst("^([^/:]+):(?![0-9]+/)", "$1/");
    ImmutableMap.Builder<String, String> attributes = ImmutableMap.builder();
    attributes.put(ADDRESS, reference.remote());
    reference.checksum().ifPresent(checksum -> attributes.put(CHECKSUM, checksum));
    if (reference.keepGitDirectory().orElse(false)) {
      attributes.put(KEEP, "true");
    }
    if (!reference.submodules()) {
      attributes.put(NO_SUBMODULES, "true");
    }
    return new PolicySource("git://" + place + fragment(reference), attributes.buildOrThrow());
  }

  private static String fragment(GitReference reference) {
    String subdirectory = reference.subdirectory().isEmpty() ? "" : ":" + reference.subdirectory();
    String fragment = reference.ref().orElse("") + subdirectory;
    return fragment.isEmpty() ? "" : "#" + fragment;
  }

  /** What the policies made of it. */
  static GitReference reference(GitReference reference, PolicySource before, PolicySource after)
      throws SourcePolicyException {
    boolean isElsewhere = !place(before).equals(place(after));
    if (isElsewhere && before.attribute(ADDRESS).equals(after.attribute(ADDRESS))) {
      throw new SourcePolicyException(
          "the policy converts "
              + reference.shownRemote()
              + " to "
              + after.identifier()
              + ", but not "
              + ADDRESS
              + ", which says where it is fetched: give it in updates.attrs");
    }
    int hash = after.identifier().indexOf('#');
    String fragment = hash < 0 ? "" : after.identifier().substring(hash);
    try {
      GitReference next =
          GitReference.parse(after.attribute(ADDRESS) + fragment)
              .orElseThrow(() -> new IllegalArgumentException(after.attribute(ADDRESS)));
      return new GitReference(
          next.remote(),
          next.ref(),
          next.subdirectory(),
          Optional.of(after.attribute(CHECKSUM)).filter(checksum -> !checksum.isEmpty()),
          Optional.of(after.attribute(KEEP).equals("true")),
          !after.attribute(NO_SUBMODULES).equals("true"),
          reference.times(),
          reference.byCommit());
    } catch (IllegalArgumentException e) {
      throw new SourcePolicyException("the policy leads to no repository: " + e.getMessage(), e);
    }
  }

  private static String place(PolicySource source) {
    return source.identifier().replaceFirst("#.*", "");
  }
}

package dev.jbuild.builder.git;

import com.google.common.base.Splitter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a name stands for in a remote repository.
 *
 * @param name in full, such as {@code refs/heads/main}; the object's own where it was asked for
 * @param object what it points to: a commit, or a tag that says more about one
 * @param commit the commit; as the object where that is one
 */
record RemoteRef(String name, String object, String commit) {
  private static final String PEELED = "^{}";

  /** An object by its own name. */
  static RemoteRef ofObject(String object) {
    return new RemoteRef(object, object, object);
  }

  /**
   * Finds what git checkout would take for the name: the full name, then a branch, then a tag.
   *
   * @param listing what {@code git ls-remote} printed
   */
  static Optional<RemoteRef> find(String listing, String name) {
    Map<String, String> objects = new HashMap<>();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(listing)) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        objects.putIfAbsent(line.substring(tab + 1), line.substring(0, tab));
      }
    }
    for (String full : candidates(name)) {
      String object = objects.get(full);
      if (object != null) {
        String commit = objects.getOrDefault(full + PEELED, object);
        return Optional.of(new RemoteRef(full, object, commit));
      }
    }
    return Optional.empty();
  }

  private static Iterable<String> candidates(String name) {
    return name.startsWith("refs/") || name.equals("HEAD")
        ? List.of(name)
        : List.of("refs/" + name, "refs/heads/" + name, "refs/tags/" + name);
  }

  /** The branch that HEAD is, from {@code git ls-remote --symref}; else HEAD itself. */
  static String defaultBranch(String listing) {
    for (String line : Splitter.on('\n').split(listing)) {
      if (line.startsWith("ref: ") && line.endsWith("\tHEAD")) {
        return line.substring("ref: ".length(), line.indexOf('\t'));
      }
    }
    return "HEAD";
  }

  /** Whether this is an object that is asked for by its own name. */
  boolean isObject() {
    return name.equals(object);
  }

  /** Whether the checksum, or the start of one, is of the commit or of the tag. */
  boolean matches(String checksum) {
    return object.startsWith(checksum) || commit.startsWith(checksum);
  }

  /** What a checksum could have been. */
  String shown() {
    return object.equals(commit) ? object : object + " or " + commit;
  }
}

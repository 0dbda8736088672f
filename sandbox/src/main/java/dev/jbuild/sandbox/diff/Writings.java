package dev.jbuild.sandbox.diff;

import com.google.common.collect.Sets;
import dev.jbuild.sandbox.diff.TreeRecord.Node;
import dev.jbuild.sandbox.linux.FileStatus;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was written into a tree between two records of it.
 *
 * @param directories new ones and changed ones, as they are, outer ones first
 * @param files the same for all else
 * @param gone what is not there any more; not what was in it
 */
public record Writings(
    Map<String, FileStatus> directories, Map<String, FileStatus> files, Set<String> gone) {

  /** Compares two records. */
  public static Writings between(TreeRecord before, TreeRecord after) {
    Writings writings =
        new Writings(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
    writings.compare("", before.top(), after.top());
    return writings;
  }

  private void compare(String parent, Map<String, Node> before, Map<String, Node> after) {
    Sets.difference(before.keySet(), after.keySet()).forEach(name -> gone.add(parent + name));
    after.forEach((name, now) -> {
      String path = parent + name;
      Optional<Node> then = Optional.ofNullable(before.get(name));
      FileStatus status = now.status();
      if (then.isEmpty() || TreeRecord.hasChanged(then.get().status(), status)) {
        (status.isDirectory() ? directories : files).put(path, status);
      }
      compare(path + "/", then.map(Node::children).orElse(Map.of()), now.children());
    });
  }
}

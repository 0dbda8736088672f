package dev.jbuild.builder.context;

import com.google.common.collect.ImmutableList;

/**
 * What a source path of COPY stands for: one file, or a directory with all that is copied of it.
 *
 * @param path where the name was found, links in it not yet followed
 * @param root the file or directory itself, links followed
 * @param items what is below a directory, parents first, sorted; empty for a file
 */
public record Selection(String path, SourceFile root, ImmutableList<Item> items) {

  /**
   * A file below the root.
   *
   * @param relative path from the root
   */
  public record Item(String relative, SourceFile file) {}

  /** The name that a single file keeps in a directory. */
  public String name() {
    return LinkResolver.name(path);
  }
}

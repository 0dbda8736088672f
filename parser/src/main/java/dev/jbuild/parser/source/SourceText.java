package dev.jbuild.parser.source;

import com.google.common.collect.ImmutableList;

/**
 * A Dockerfile's text under the name that messages show.
 *
 * @param name as the user wrote it, such as {@code docker/Dockerfile}
 * @param text decoded as UTF-8, with its line ends as they are
 */
public record SourceText(String name, String text) {

  /** The lines without their ends. */
  public ImmutableList<String> lines() {
    return text.lines().collect(ImmutableList.toImmutableList());
  }
}

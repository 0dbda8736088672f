package dev.jbuild.builder.failure;

import com.google.common.collect.ImmutableList;

/**
 * A command of RUN that did not succeed.
 *
 * @param exitStatus as a shell shows it: 128 and the signal's number for a command that was killed
 * @param lastLines the end of its output, oldest first
 */
public record FailedCommand(String command, int exitStatus, ImmutableList<String> lastLines) {

  /** That it failed, in a line, as BuildKit puts it. */
  public String summary() {
    return "process \"" + command + "\" did not complete successfully: exit code: " + exitStatus;
  }
}

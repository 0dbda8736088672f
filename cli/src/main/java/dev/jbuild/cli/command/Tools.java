package dev.jbuild.cli.command;

import dev.jbuild.cli.option.UsageException;

/** Opens what does the work, when a command needs it. */
@FunctionalInterface
public interface Tools {

  /** The caller closes it. Throws for settings that can't be read. */
  Engine open() throws UsageException;
}

package dev.jbuild.builder.secret;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** What answers for SSH keys. */
public sealed interface AgentSource {

  /** An agent that runs. */
  record Socket(Path path) implements AgentSource {}

  /** Private keys, for which an agent is started. */
  record Keys(ImmutableList<Path> files) implements AgentSource {}
}

package dev.jbuild.builder.secret;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.sandbox.SecretValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one build may show to its commands. Agents that it starts end with it. */
public final class OpenGrants implements AutoCloseable {
  private final Grants grants;
  private final GrantedSecrets secrets;
  private final Map<String, KeyAgent> started = new HashMap<>();

  /** Reads and starts nothing yet. */
  public OpenGrants(Grants grants) {
    this.grants = grants;
    this.secrets = new GrantedSecrets(grants.secrets());
  }

  /** The secret of this id, if it was granted. */
  public Optional<SecretValue> secret(String id) throws IOException, BuildFailedException {
    return secrets.find(id);
  }

  /** The socket of the agent of this id, if it was granted. */
  public synchronized Optional<Path> agent(String id)
      throws IOException, BuildFailedException, InterruptedException {
    AgentSource source = grants.agents().get(id);
    return switch (source) {
      case null -> Optional.empty();
      case AgentSource.Socket socket -> Optional.of(socket.path());
      case AgentSource.Keys keys -> Optional.of(agentOf(id, keys).socket());
    };
  }

  private KeyAgent agentOf(String id, AgentSource.Keys keys)
      throws IOException, BuildFailedException, InterruptedException {
    KeyAgent agent = started.get(id);
    if (agent == null) {
      agent = KeyAgent.start(id, keys.files());
      started.put(id, agent);
    }
    return agent;
  }

  @Override
  public synchronized void close() throws IOException {
    for (KeyAgent agent : started.values()) {
      agent.close();
    }
    started.clear();
  }
}

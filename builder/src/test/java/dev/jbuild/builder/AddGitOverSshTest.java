package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.secret.AgentSource;
import dev.jbuild.builder.secret.Grants;
import dev.jbuild.testkit.GitWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * ADD over ssh, with a program of that name that notes its agent and then stays on this machine.
 */
class AddGitOverSshTest {
  @TempDir Path directory;
  private Path context;
  private Path agents;
  private Builds builds;

  @BeforeEach
  void start() throws Exception {
    agents = directory.resolve("agents");
    Path programs = Files.createDirectories(directory.resolve("bin"));
    String script =
        """
        #!/bin/sh
        echo "$SSH_AUTH_SOCK" >>'%s'
        for last; do :; done
        exec sh -c "$last"
        """
            .formatted(agents);
    Path ssh = Files.writeString(programs.resolve("ssh"), script);
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
    environment.put("SSH_AUTH_SOCK", "/the/user's/own");
    builds = new Builds(directory.resolve("home"), environment);
    Path served = directory.resolve("x.git");
    GitWork.init(served).write("a", "a").commit("first");
    context = Files.createDirectories(directory.resolve("context"));
    Files.writeString(
        context.resolve("Dockerfile"), "FROM scratch\nADD ssh://git@host" + served + " /src\n");
  }

  @AfterEach
  void stop() throws IOException {
    builds.close();
  }

  @Test
  void usesTheAgentThatWasGranted() throws Exception {
    Path socket = Path.of("/granted");
    Grants grants =
        new Grants(ImmutableMap.of(), ImmutableMap.of("default", new AgentSource.Socket(socket)));
    builds.build(Requests.withGrants(Builds.request(context), grants));
    assertThat(TreeListing.of(builds.tree())).contains("file 0644 0:0 /src/a 1 ");
    assertThat(Files.readAllLines(agents, UTF_8)).isNotEmpty().containsOnly("/granted");
  }

  @Test
  void refusesToUseTheUsersOwn() {
    assertThatThrownBy(() -> builds.build(context))
        .hasMessageContaining("fetched over ssh, and no key was granted: add --ssh default");
    assertThat(agents).doesNotExist();
  }
}

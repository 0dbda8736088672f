package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.DockerRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Passwords are checked, kept where Docker keeps them, and used. */
class LoginTest {
  @Test
  void logsInAndOut() throws Exception {
    try (Jbuild jbuild = Jbuild.asMe();
        DockerRegistry registry = DockerRegistry.startWithHtpasswd("ada", "engine")) {
      Context context = Context.in(jbuild, "context").dockerfile("FROM scratch", "LABEL a=b");
      String name = registry.reference("team/app:1").toString();
      Path config = jbuild.work().resolve(".docker/config.json");

      assertThat(login(jbuild, registry.address(), "wrong")).isEqualTo(3);
      assertThat(config).doesNotExist();
      assertThat(jbuild.run("-t", name, "--push", context.path()).expect(3).err())
          .contains("jbuild login -u NAME --password-stdin " + registry.address());

      assertThat(login(jbuild, registry.address(), "engine\n")).isZero();
      assertThat(Files.readString(config)).contains(registry.address()).doesNotContain("engine");
      jbuild.run("-t", name, "--push", context.path()).expect(0);

      assertThat(jbuild.run("logout", registry.address()).expect(0).out()).contains("logged out");
      jbuild.run("-t", name, "--push", context.path()).expect(3);
    }
  }

  private static int login(Jbuild jbuild, String registry, String password)
      throws IOException, InterruptedException {
    Process process =
        jbuild
            .process("login", "-u", "ada", "--password-stdin", registry)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(password.getBytes(StandardCharsets.UTF_8));
    }
    return process.waitFor();
  }
}

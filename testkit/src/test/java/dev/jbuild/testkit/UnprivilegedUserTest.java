package dev.jbuild.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnprivilegedUserTest {
  @Test
  void runsAsAnotherUserThatHasSubIds() throws Exception {
    UnprivilegedUser user = UnprivilegedUser.get();

    Process process = user.process(List.of("sh", "-c", "id -un; touch ~ && echo $HOME")).start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(user.name() + "\n" + user.home() + "\n");
    assertThat(SubIds.of("/etc/subuid").has(user.name())).isTrue();
    assertThat(SubIds.of("/etc/subgid").has(user.name())).isTrue();
  }
}

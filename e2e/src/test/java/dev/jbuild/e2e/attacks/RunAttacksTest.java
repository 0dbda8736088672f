package dev.jbuild.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Digest;
import dev.jbuild.sandbox.InvalidUserException;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.ProcessSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands and images that try to get more than a RUN is to have. */
class RunAttacksTest {
  private static Prey prey;

  @BeforeAll
  static void start() throws Exception {
    prey = new Prey();
  }

  @AfterAll
  static void stop() throws Exception {
    if (prey != null) {
      prey.close();
    }
  }

  private static String caught(String script, String cwd, String user) {
    try {
      return prey.run(List.of(prey.busybox()), Prey.shell(script, cwd, user));
    } catch (Exception refused) {
      return "refused: " + refused.getMessage();
    }
  }

  @Test
  void cve2024x21626WorkingDirectoriesOfOpenFiles() throws Exception {
    for (int descriptor = 3; descriptor < 12; descriptor++) {
      String printed =
          caught(
              "busybox cat ../../../../../../" + prey.canary(), "/proc/self/fd/" + descriptor, "");
      assertThat(printed).doesNotContain("untouched");
    }
  }

  @Test
  void noDescriptorsAreInherited() throws Exception {
    assertThat(prey.run("for f in /proc/self/fd/*; do echo ${f##*/}; done"))
        .isIn("0\n1\n2\nexit 0\n", "0\n1\n2\n3\nexit 0\n");
  }

  /** The image makes the runtime start itself again, inside, where it could be overwritten. */
  @Test
  void cve2019x5736TheRuntimesOwnProgram() throws Exception {
    LowerLayer hostile = prey.layer(new HostileTar().symlink("evil", "/proc/self/exe"));
    Optional<Path> runtime =
        Stream.of("/usr/bin/crun", "/usr/bin/runc", "/usr/sbin/runc")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst();
    byte[] before = runtime.isPresent() ? Files.readAllBytes(runtime.get()) : new byte[0];
    ProcessSpec process = new ProcessSpec(List.of("/evil"), Map.of(), "/", "");

    assertThat(prey.run(List.of(prey.busybox(), hostile), process)).doesNotEndWith("exit 0\n");
    assertThat(prey.run("for p in /proc/[0-9]*; do (: > $p/exe) 2> /dev/null; done; true"))
        .endsWith("exit 0\n");
    byte[] after = runtime.isPresent() ? Files.readAllBytes(runtime.get()) : new byte[0];
    assertThat(Digest.of(after)).isEqualTo(Digest.of(before));
  }

  @Test
  void cve2022x24769InheritableCapabilities() throws Exception {
    assertThat(prey.run("busybox grep -E 'CapInh|CapAmb' /proc/self/status"))
        .isEqualTo("CapInh:\t0000000000000000\nCapAmb:\t0000000000000000\nexit 0\n");
  }

  @Test
  void cve2022x2990SupplementaryGroups() throws Exception {
    assertThat(caught("busybox grep Groups /proc/self/status", "/", "12:34"))
        .as("its own group is among them, none of the host's")
        .isEqualTo("Groups:\t34 \nexit 0\n");
  }

  @Test
  void cve2024x40635UserIdsThatOverflow() {
    for (String user : List.of("2147483648", "4294967296", "0:4294967296", "-1")) {
      assertThatThrownBy(
              () -> prey.run(List.of(prey.busybox()), Prey.shell("busybox id", "/", user)))
          .as(user)
          .isInstanceOf(InvalidUserException.class);
    }
  }

  @Test
  void cve2024x9676AccountFilesThatBlock() throws Exception {
    LowerLayer fifo = prey.layer(new HostileTar().fifo("etc/passwd"));
    LowerLayer link = prey.layer(new HostileTar().symlink("etc/passwd", "/dev/zero"));
    for (LowerLayer hostile : List.of(fifo, link)) {
      assertThatThrownBy(
              () -> prey.run(List.of(prey.busybox(), hostile), Prey.shell("true", "/", "nobody")))
          .isInstanceOf(InvalidUserException.class);
    }
  }

  @Test
  void cve2021x3602EnvironmentsOfParents() throws Exception {
    String printed = prey.run("busybox cat /proc/[0-9]*/environ | busybox tr '\\0' '\\n'");
    assertThat(printed.lines().map(line -> line.replaceAll("=.*", "")))
        .containsOnly("PATH", "HOME", "PWD", "SHLVL", "exit 0")
        .contains("PATH");
    assertThat(prey.run("echo /proc/[0-9]*")).as("no other processes").hasSizeLessThan(40);
  }

  @Test
  void cve2025x52881WritesToKernelFiles() throws Exception {
    String script =
        "for f in /proc/sysrq-trigger /proc/sys/kernel/core_pattern /sys/kernel/uevent_helper;"
            + " do test -e $f && (echo x > $f) 2> /dev/null && echo caught; done; true";
    assertThat(prey.run(script)).isEqualTo("exit 0\n");
    assertThat(prey.run("busybox cat /proc/kcore /proc/keys /proc/timer_list 2> /dev/null"))
        .startsWith("exit ");
  }

  @Test
  void devicesOfTheHostCannotBeOpened() throws Exception {
    assertThat(
            prey.run("busybox mknod /d b 254 0; busybox head -c 1 /d 2> /dev/null | busybox wc -c"))
        .as("made with mknod, as root may in a container")
        .endsWith("0\nexit 0\n");
  }
}

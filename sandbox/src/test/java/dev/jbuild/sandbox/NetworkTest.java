package dev.jbuild.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.sandbox.linux.TreeDeletion;
import dev.jbuild.sandbox.runtime.Programs;
import dev.jbuild.testkit.UnprivilegedUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs {@link UserModeNetworkCases} on a machine that has a network of which nothing leads out: one
 * address, its own name server and a device for slirp4netns.
 */
class NetworkTest {
  private static final String SETUP =
      """
      set -e
      ip link set lo up
      ip address add %1$s/32 dev lo
      ip route add default dev lo src %1$s
      echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start
      mount -t tmpfs none /dev/net
      mknod -m 666 /dev/net/tun c 10 200
      printf 'search some.example\\nnameserver 127.0.0.1\\noptions ndots:2\\n' > "$0/resolv.conf"
      mount --bind "$0/resolv.conf" /etc/resolv.conf
      exec "$@"
      """
          .formatted(UserModeNetworkCases.MACHINE);

  @BeforeEach
  void needsRootAndPrograms() {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can make networks");
    for (String program : List.of("slirp4netns", "ip")) {
      assumeTrue(Programs.find(program).isPresent(), program + " is not installed");
    }
  }

  @Test
  void rootHasNetworksOfItsOwn() throws Exception {
    Path directory = Files.createTempDirectory("network");
    try {
      assertPasses(TestProgram.command(UserModeNetworkCases.class, directory), directory);
    } finally {
      TreeDeletion.delete(directory);
    }
  }

  @Test
  void anOrdinaryUserHasNetworksOfItsOwn() throws Exception {
    UnprivilegedUser user = UnprivilegedUser.get();
    Path directory = Files.createTempDirectory(user.home(), "network");
    try {
      List<String> program = TestProgram.command(UserModeNetworkCases.class, directory);
      user.own(directory);
      assertPasses(user.process(program).command(), directory);
    } finally {
      TreeDeletion.delete(directory);
    }
  }

  private static void assertPasses(List<String> program, Path directory) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("unshare", "--mount", "--net", "sh", "-c", SETUP, directory.toString()));
    command.addAll(program);
    TestProgram.assertPasses(new ProcessBuilder(command));
  }
}

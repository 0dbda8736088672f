package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.tree.Device;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Device nodes that an image brings, or that a command makes, lead to no device of the machine. */
class HostDevicesTest {
  private static final int MEMORY = 1;
  private static final int KERNEL_LOG = 11;

  /** The builder of OpenShift ran commands in a changed root alone, where raw devices were open. */
  @ParameterizedTest
  @EnumSource(RuntimeChoice.class)
  void cve2021x20182RawDevicesOfTheNode(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      LowerLayer hostile =
          fixture
              .layers()
              .layer(writer ->
                  writer.add(
                      new Device(
                          "brought",
                          TestLayers.metadata(0666),
                          Device.Kind.CHARACTER,
                          MEMORY,
                          KERNEL_LOG)));
      String script =
          """
          mknod /made c 1 11 2> /dev/null
          for node in /brought /made; do
            if test -c $node && (: > $node) 2> /dev/null; then echo $node is open; fi
          done
          """;
      assertThat(
              fixture.stdoutOf(
                  fixture.request(
                      List.of(fixture.layers().busybox(), hostile), "sh", "-c", script)))
          .isEmpty();
    }
  }
}

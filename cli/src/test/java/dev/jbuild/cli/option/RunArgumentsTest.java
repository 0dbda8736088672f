package dev.jbuild.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.Entitlement;
import dev.jbuild.builder.graph.Operation.Network;
import dev.jbuild.builder.run.RunSettings;
import dev.jbuild.sandbox.FailureShell;
import dev.jbuild.sandbox.HostEntry;
import dev.jbuild.sandbox.Isolation;
import dev.jbuild.sandbox.ProcessLimit;
import dev.jbuild.sandbox.ProcessLimit.Resource;
import dev.jbuild.sandbox.ResourceLimits;
import dev.jbuild.sandbox.RuntimeChoice;
import dev.jbuild.sandbox.UserIds;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options of RUN mean, and what is wrong with some. */
class RunArgumentsTest {
  @Test
  void nothingIsAllowedUnlessAskedFor() throws UsageException {
    assertThat(RunArguments.rules(arguments("")).allowed()).isEmpty();
    assertThat(RunArguments.rules(arguments("--allow security.insecure")).allowed())
        .containsExactly(Entitlement.SECURITY_INSECURE);
    assertThat(RunArguments.settings(arguments(""), Map.of())).isEqualTo(RunSettings.DEFAULT);
  }

  @Test
  void isolationIsChosen() throws UsageException {
    assertThat(RunArguments.settings(arguments("--isolation oci"), Map.of()).isolation().runtime())
        .isEqualTo(RuntimeChoice.OCI);
    assertThat(
            RunArguments.settings(arguments("--isolation namespace"), Map.of())
                .isolation()
                .runtime())
        .isEqualTo(RuntimeChoice.BUILTIN);
    assertThat(RunArguments.settings(arguments("--isolation default"), Map.of()).isolation())
        .isEqualTo(Isolation.BEST);
    assertThat(RunArguments.settings(arguments("--userns single"), Map.of()).isolation())
        .isEqualTo(new Isolation(RuntimeChoice.AUTO, UserIds.ONE));
  }

  @Test
  void whoGivesAllTheHostsNetworkAllowsIt() throws UsageException {
    assertThat(RunArguments.rules(arguments("--network none --network host")).allowed())
        .containsExactly(Entitlement.NETWORK_HOST);
    assertThat(RunArguments.rules(arguments("--network none")).network()).isEqualTo(Network.NONE);
  }

  @Test
  void hostsAreWrittenInAnyOfDockersWays() throws UsageException {
    String line =
        "--add-host a:10.0.0.1 --add-host b=10.0.0.2 --add-host c:::1 --add-host d=[fe80::1]"
            + " --add-host e:host-gateway";
    assertThat(RunArguments.settings(arguments(line), Map.of()).hosts())
        .containsExactly(
            new HostEntry("a", "10.0.0.1"),
            new HostEntry("b", "10.0.0.2"),
            new HostEntry("c", "::1"),
            new HostEntry("d", "fe80::1"),
            new HostEntry("e", "host-gateway"));
  }

  @Test
  void limitsAndSizes() throws UsageException {
    RunSettings settings =
        RunArguments.settings(
            arguments(
                "--shm-size 2g --ulimit nofile=1024:4096 --ulimit core=0 --ulimit memlock=-1"),
            Map.of());
    assertThat(settings.sharedMemory()).hasValue(2L << 30);
    assertThat(settings.limits())
        .isEqualTo(
            ImmutableList.of(
                new ProcessLimit(Resource.NOFILE, 1024, 4096),
                new ProcessLimit(Resource.CORE, 0, 0),
                new ProcessLimit(Resource.MEMLOCK, -1, -1)));
  }

  @Test
  void sharesOfTheMachine() throws UsageException {
    assertThat(RunArguments.settings(arguments("-m 2g --cpus 1.5"), Map.of()).resources())
        .isEqualTo(new ResourceLimits(OptionalLong.of(2L << 30), OptionalLong.of(150_000)));
    assertThat(RunArguments.settings(arguments("--cpus=.5"), Map.of()).resources().processorTime())
        .hasValue(50_000);
    assertThat(RunArguments.settings(arguments(""), Map.of()).resources())
        .isEqualTo(ResourceLimits.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--allow network.hots | did you mean network.host?",
        "--network hots | unknown mode \"hots\"",
        "--isolation chroot --userns single | --isolation=chroot makes no user namespace",
        "--userns multi | expected auto or single",
        "--isolation namespaces | expected auto, oci, namespace or chroot; did you mean namespace?",
        "--add-host db | --add-host db: expected NAME:ADDRESS",
        "--add-host :1.2.3.4 | expected NAME:ADDRESS",
        "--add-host db:db.example | \"db.example\" is neither an IP address nor host-gateway",
        "--shm-size big | --shm-size big: expected a size such as 64m or 2g",
        "--ulimit nofile | expected NAME=SOFT[:HARD]",
        "--ulimit nofiles=1 | unknown limit \"nofiles\"; did you mean nofile?",
        "--ulimit nofile=2:1 | the soft limit must not be above the hard one: 2:1",
        "--on-error retry | --on-error: unknown \"retry\": expected shell",
        "--memory 5m | --memory 5m: expected 6m or more",
        "-m much | --memory much: expected a size such as 64m or 2g",
        "--cpus many | --cpus many: expected a number such as 1.5",
        "--cpus 0 | --cpus 0: expected 0.01 or more",
        "--ulimit nofile=-1:5 | the soft limit must not be above the hard one: unlimited:5",
      })
  void whatIsWrongIsSaid(String line, String message) {
    assertThatThrownBy(
            () -> {
              Arguments arguments = arguments(line);
              RunArguments.rules(arguments);
              RunArguments.settings(arguments, Map.of());
            })
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theShellOfAFailureKnowsTheTerminal() throws UsageException {
    Arguments arguments = arguments("--on-error=shell");

    assertThat(RunArguments.settings(arguments, Map.of("TERM", "screen")).shell())
        .contains(new FailureShell("screen"));
    assertThat(RunArguments.settings(arguments, Map.of()).shell())
        .contains(new FailureShell("xterm"));
  }

  private static Arguments arguments(String line) throws UsageException {
    List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(line);
    return Arguments.parse(BuildOptions.spec(), words, BuildOptions.refused());
  }
}

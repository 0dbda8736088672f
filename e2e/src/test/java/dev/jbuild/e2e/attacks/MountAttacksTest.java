package dev.jbuild.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.CacheMountKey;
import dev.jbuild.cache.CacheMounts;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.sandbox.InvalidMountException;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.TreeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mounts of RUN that try to reach the host. */
class MountAttacksTest {
  private static final int ATTEMPTS = 10;

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

  @Test
  void cve2024x1753BindOfALinkToTheHostsRoot() throws Exception {
    LowerLayer hostile = prey.layer(new HostileTar().symlink("rootdir", "/").file("own", "x"));
    Mount bind = new Mount.Bind("/host", new TreeSource.Layers(List.of(hostile), "rootdir"), true);

    assertThat(prey.run("busybox ls /host", bind)).isEqualTo("own\nrootdir\nexit 0\n");
    prey.run("echo caught > /host" + prey.canary(), bind);
    prey.assertUntouched();
  }

  @Test
  void cve2024x9675CacheIdsThatLookLikePaths() throws Exception {
    Path home = prey.newDirectory();
    try (Cache cache =
            Cache.open(StateDirectories.of(ImmutableMap.of("JBUILD_HOME", home.toString())));
        CacheMounts.Lease lease =
            cache
                .mounts()
                .use(
                    new CacheMountKey("../../../../../.." + prey.outside(), "", 0),
                    CacheMounts.Sharing.SHARED,
                    _ -> {})) {
      assertThat(lease.directory().toRealPath().getParent())
          .isEqualTo(home.toRealPath().resolve("cache/mounts"));
    }
  }

  @Test
  void cve2024x23651SubPathsOfSharedCachesThatAreSwapped() throws Exception {
    Mount.Cache whole =
        new Mount.Cache("/c", prey.newDirectory(), Mount.CacheStart.EMPTY, "", false);
    prey.run("busybox ln -s " + prey.outside() + " /c/sub", whole);
    Mount.Cache sub = new Mount.Cache("/s", whole.directory(), whole.start(), "sub", false);

    assertThatThrownBy(() -> prey.run("echo caught > /s/canary", sub))
        .isInstanceOf(InvalidMountException.class);
    prey.assertUntouched();
  }

  /** Two steps at a time: one swaps the source of the other's mount for a link, again and again. */
  @Test
  void cve2024x11218SourcesThatAreSwappedInParallel() throws Exception {
    Mount.Cache whole =
        new Mount.Cache("/c", prey.newDirectory(), Mount.CacheStart.EMPTY, "", false);
    Mount.Cache sub = new Mount.Cache("/s", whole.directory(), whole.start(), "sub", false);
    prey.run("busybox mkdir /c/sub && busybox ln -s " + prey.outside() + " /c/link", whole);
    String swap =
        "while [ ! -e /c/stop ]; do busybox mv /c/sub /c/dir; busybox mv /c/link /c/sub;"
            + " busybox mv /c/sub /c/link; busybox mv /c/dir /c/sub; done";
    CompletableFuture<String> swapping =
        CompletableFuture.supplyAsync(() -> outcome(swap, whole), Thread.ofVirtual()::start);
    try {
      for (int i = 0; i < ATTEMPTS; i++) {
        outcome("echo caught > /s/canary", sub);
        prey.assertUntouched();
      }
    } finally {
      prey.run("echo > /c/stop", whole);
    }
    assertThat(swapping.get()).as("the attack itself worked").isEqualTo("exit 0\n");
  }

  private static String outcome(String script, Mount mount) {
    try {
      return prey.run(script, mount);
    } catch (Exception refused) {
      return "refused: " + refused.getMessage();
    }
  }

  @Test
  void cve2024x23652RemovalOfMountPointsThroughALink() throws Exception {
    Mount secret = new Mount.ReadOnlyFile("/made/canary", "shown", 0644);

    String printed =
        prey.run("busybox mv /made /moved && busybox ln -s " + prey.outside() + " /made", secret);
    assertThat(printed).as("the attack itself worked").isEqualTo("exit 0\n");
    prey.assertUntouched();
  }

  @Test
  void cve2024x9407PropagationOptions() {
    for (String option : List.of("bind-propagation=rshared", "rshared", "suid", "dev")) {
      assertThatThrownBy(() -> parse("RUN --mount=type=bind,target=/m," + option + " true"))
          .isInstanceOf(InvalidDockerfileException.class);
    }
  }

  private static void parse(String instruction) throws InvalidDockerfileException {
    DockerfileParser.parse(new SourceText("Dockerfile", "FROM x\n" + instruction + "\n"));
  }

  @Test
  void cve2021x30465TargetsBehindLinks() throws Exception {
    LowerLayer hostile =
        prey.layer(
            new HostileTar().symlink("way", prey.outside().toString()).symlink("proc2", "/proc"));
    Mount onLink = new Mount.ReadOnlyFile("/way/deep/file", "shown", 0644);

    assertThat(prey.run(hostile, "busybox cat /way/deep/file", onLink)).startsWith("shown");
    prey.assertUntouched();
    Mount onProc =
        new Mount.Cache("/proc2/sys", prey.newDirectory(), Mount.CacheStart.EMPTY, "", false);
    assertThatThrownBy(() -> prey.run(hostile, "true", onProc))
        .isInstanceOf(InvalidMountException.class)
        .hasMessageContaining("belong to the sandbox");
  }

  @Test
  void cve2025x31133MaskedPathsThatAreLinks() throws Exception {
    LowerLayer hostile = prey.layer(new HostileTar().symlink("dev", prey.outside().toString()));

    assertThatThrownBy(() -> prey.run(hostile, "true")).hasMessageContaining("symbolic link");
    assertThat(Files.exists(prey.outside().resolve("null"))).isFalse();
    prey.assertUntouched();
  }
}

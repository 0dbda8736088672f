package dev.jbuild.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Symlink;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is mounted for a run, with every runtime. */
class MountTest {

  private static Mount.Cache cache(SandboxFixture fixture, String name, String target)
      throws Exception {
    Path directory = Files.createDirectories(fixture.directory().resolve(name));
    return new Mount.Cache(target, directory, Mount.CacheStart.EMPTY, "", false);
  }

  private static RunRequest request(SandboxFixture fixture, String script, Mount... mounts)
      throws Exception {
    return SandboxFixture.withMounts(
        fixture.request("sh", "-c", "set -e\n" + script), List.of(mounts));
  }

  private static TreeSource hostDirectory(Path directory, String path, String... hidden) {
    return new TreeSource.HostDirectory(directory, List.of(hidden), path);
  }

  private static TreeSource stage(SandboxFixture fixture, String path) throws Exception {
    LowerLayer below =
        fixture
            .layers()
            .layer(writer -> {
              writer.add(new Directory("srv", TestLayers.metadata(0750)));
              TestLayers.file(writer, "srv/a", "below\n");
              TestLayers.file(writer, "srv/b", "b\n");
            });
    LowerLayer above =
        fixture
            .layers()
            .layer(writer -> {
              writer.add(new Directory("srv", TestLayers.metadata(0750)));
              TestLayers.file(writer, "srv/a", "above\n");
              writer.add(new Symlink("out", TestLayers.metadata(0777), "../../../srv"));
            });
    return new TreeSource.Layers(List.of(below, above), path);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void cacheIsFoundAgainAndLeavesNoTrace(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Mount cache = cache(fixture, "cache", "/var/deep/cache");
      String write = "stat -c '%a %u %g' /var/deep/cache; echo x > /var/deep/cache/x";

      assertThat(fixture.stdoutOf(request(fixture, write, cache))).isEqualTo("755 0 0\n");
      assertThat(fixture.stdoutOf(request(fixture, "cat /var/deep/cache/x", cache)))
          .isEqualTo("x\n");
      assertThat(
              fixture
                  .layerOf(request(fixture, "rm /var/deep/cache/x; touch /var/deep/cache/y", cache))
                  .index()
                  .entries())
          .isEmpty();
      fixture.sandbox().deleteTree(fixture.directory().resolve("cache"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void cacheBeginsAsTold(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Path directory = Files.createDirectories(fixture.directory().resolve("cache"));
      Mount.CacheStart start =
          new Mount.CacheStart(
              Optional.of(stage(fixture, "srv")),
              Optional.of(0711),
              Optional.of(5),
              Optional.of(6));
      Mount all = new Mount.Cache("/all", directory, start, "", false);
      Mount one = new Mount.Cache("/one", directory, start, "b", true);
      String script =
          "stat -c '%a %u %g' /all; cat /all/a /one; echo c > /all/c; ! echo x 2> /dev/null > /one";

      assertThat(fixture.stdoutOf(request(fixture, script, all, one)))
          .isEqualTo("711 5 6\nabove\nb\n");
      assertThat(fixture.stdoutOf(request(fixture, "cat /all/c", all))).isEqualTo("c\n");
      fixture.sandbox().deleteTree(directory);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void linksInACacheLeadNowhereElse(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Mount.Cache cache = cache(fixture, "cache", "/c");
      fixture.stdoutOf(request(fixture, "ln -s ../../../../../../../etc /c/link", cache));
      Mount sub = new Mount.Cache("/x", cache.directory(), cache.start(), "link", false);

      assertThatThrownBy(() -> fixture.stdoutOf(request(fixture, "ls /x", sub)))
          .isInstanceOf(InvalidMountException.class)
          .hasMessageContaining("\"/link\": not found");
      fixture.sandbox().deleteTree(cache.directory());
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void bindOfAStageShowsItsFilesAndForgetsChanges(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Mount readOnly = new Mount.Bind("/ro", stage(fixture, "out"), false);
      Mount writable = new Mount.Bind("/rw", stage(fixture, "/srv"), true);
      Mount file = new Mount.Bind("/etc/passwd", stage(fixture, "srv/a"), false);
      String script =
          """
          cat /ro/a /rw/b /etc/passwd
          ! touch /ro/x 2> /dev/null
          echo new > /rw/b; touch /rw/x; ls /rw
          stat -c %a /ro
          """;

      RunRequest request = request(fixture, script, readOnly, writable, file);
      String expected = "above\nb\nabove\na\nb\nx\n750\n";
      assertThat(fixture.stdoutOf(request)).isEqualTo(expected);
      assertThat(fixture.stdoutOf(request)).isEqualTo(expected);
      assertThat(fixture.layerOf(request).index().entries()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void bindOfADirectoryHidesWhatIsHidden(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Path context = Files.createDirectories(fixture.directory().resolve("context"));
      Path deep = Files.createDirectories(context.resolve("a/b"));
      Files.writeString(deep.resolve("seen"), "seen\n");
      Files.writeString(deep.resolve("secret"), "hidden\n");
      Files.createDirectories(context.resolve("node_modules/x"));
      Files.writeString(context.resolve("file"), "file\n");
      TreeSource source = hostDirectory(context, "", "a/b/secret", "node_modules");
      Mount all = new Mount.Bind("/ctx", source, true);
      Mount one = new Mount.Bind("/one", hostDirectory(context, "file"), false);
      String script = "ls /ctx /ctx/a/b; cat /one; rm -r /ctx/a; echo changed > /ctx/file";

      assertThat(fixture.stdoutOf(request(fixture, script, all, one)))
          .isEqualTo("/ctx:\na\nfile\n\n/ctx/a/b:\nseen\nfile\n");
      assertThat(deep.resolve("seen")).hasContent("seen");
      assertThat(context.resolve("file")).hasContent("file");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void temporaryHasItsSizeAlsoBelowDev(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Mount small = new Mount.Temporary("/tmp", OptionalLong.of(64 << 10), false);
      Mount shared = new Mount.Temporary("/dev/shm", OptionalLong.of(128 << 10), false);
      String script =
          """
          stat -c %a /tmp
          dd if=/dev/zero of=/tmp/x bs=1024 count=64 2> /dev/null
          ! dd if=/dev/zero of=/tmp/y bs=1024 count=64 2> /dev/null
          dd if=/dev/zero of=/dev/shm/x bs=1024 count=128 2> /dev/null
          ! dd if=/dev/zero of=/dev/shm/y bs=1024 count=1 2> /dev/null
          """;

      RunRequest request = request(fixture, script, small, shared);
      assertThat(fixture.stdoutOf(request)).isEqualTo("1777\n");
      assertThat(fixture.layerOf(request).index().entries()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void mountsLieWithinEachOther(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      Mount inner = cache(fixture, "cache", "/etc/new/cache");
      Mount outer = new Mount.Bind("/etc", stage(fixture, "srv"), false);
      String script =
          "ls /etc; touch /etc/new/cache/x; cat /etc/hosts > /h; ! touch /etc/y 2> /dev/null";

      assertThat(fixture.stdoutOf(request(fixture, script, inner, outer)))
          .isEqualTo("a\nb\nhosts\nnew\nresolv.conf\n");
      fixture.sandbox().deleteTree(fixture.directory().resolve("cache"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void refusesMountsThatCannotBe(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      TreeSource file = stage(fixture, "srv/a");
      for (String target : List.of("/proc/x", "/sys", "/", "/etc")) {
        Mount mount = new Mount.Bind(target, file, false);
        assertThatThrownBy(() -> fixture.stdoutOf(request(fixture, "true", mount)))
            .as(target)
            .isInstanceOf(InvalidMountException.class)
            .hasMessageContaining(target);
      }
      Mount missing = new Mount.Bind("/x", stage(fixture, "no/such"), false);
      assertThatThrownBy(() -> fixture.stdoutOf(request(fixture, "true", missing)))
          .hasMessageContaining("\"/no/such\": not found");
      assertThat(fixture.stdoutOf(fixture.request("echo", "fine"))).isEqualTo("fine\n");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void secretsAreInMemoryAndOnNoCommandLine(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      SecretValue value = new SecretValue("it's $HOME\n`x`\\".getBytes(UTF_8));
      Mount file = new Mount.Secret("/run/secrets/x", value, 0440, 5, 6);
      String script =
          """
          printf %s "$TOKEN" > /dev/shm/t; cat /run/secrets/x > /dev/shm/x
          test "$(cat /dev/shm/t)" = "$(cat /dev/shm/x)"
          stat -c '%a %u %g' /run/secrets/x
          ! echo no 2> /dev/null > /run/secrets/x
          """;
      RunRequest request = request(fixture, script, file);
      ProcessSpec process = request.process().withSecrets(ImmutableMap.of("TOKEN", value));
      RunRequest whole = SandboxFixture.as(request, process);

      assertThat(fixture.stdoutOf(whole)).isEqualTo("440 5 6\n");
      assertThat(fixture.layerOf(whole).index().entries()).isEmpty();
      assertThat(whole.toString()).doesNotContain("HOME\n");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI", "CHROOT"})
  void agentsSocketBelongsToWhomItIsFor(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime);
        ServerSocketChannel agent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Path socket = fixture.directory().resolve("agent");
      agent.bind(UnixDomainSocketAddress.of(socket));
      Mount mount = new Mount.Agent("/run/ssh/agent", socket, 0600, 1000, 1001);
      RunRequest request =
          request(fixture, "test -S /run/ssh/agent; stat -c '%a %u %g' /run/ssh/agent", mount);

      assertThat(fixture.stdoutOf(request)).isEqualTo("600 1000 1001\n");
      assertThat(fixture.layerOf(request).index().entries()).isEmpty();
    }
  }
}

package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.Whiteout;
import dev.jbuild.sandbox.Mount.CacheStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a root is made, commands see the same and leave the same. */
class RootKindTest {
  private static final String CHANGES =
      """
      set -e
      test "$(ls /home)" = new; test ! -e /etc/group; test ! -e /srv
      echo new > /new; chown 1000:1001 /new; chmod 4755 /new
      ln /new /tmp/hard; ln -s /new /soft; mkfifo /fifo
      rm /etc/passwd; rm -r /home; mkdir /home; touch /home/again
      mkdir -p /a/b; touch /a/b/c; mv /dir /moved
      echo more >> /linked; chmod 600 /kept
      touch /gone; rm /gone
      """;
  private static final String LOOK =
      """
      cd /; ls; ls home moved a/b etc; cat tmp/hard moved/file linked
      stat -c '%h %a %u:%g' new; stat -c '%a %u:%g %Y %n' soft home moved/file a kept tmp etc moved
      """;
  private static final String SEEN =
      """
      a
      bin
      dev
      etc
      fifo
      home
      kept
      linked
      moved
      new
      proc
      soft
      sys
      tmp
      a/b:
      c

      etc:
      hosts
      resolv.conf

      home:
      again

      moved:
      file
      new
      in a directory
      linked
      more
      2 4755 1000:1001
      777 0:0 315619200 soft
      755 0:0 315619200 home
      644 0:0 1580608922 moved/file
      755 0:0 315619200 a
      600 0:0 1580608922 kept
      1777 0:0 315619200 tmp
      755 0:0 315619200 etc
      755 0:0 1580608922 moved
      """;

  /** Aborts the test where the machine does not allow that kind. */
  static SandboxFixture fixture(RootKind kind) throws Exception {
    SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO, kind);
    try {
      fixture.stdoutOf(fixture.request("true"));
    } catch (SandboxUnavailableException e) {
      fixture.close();
      assertThat(e).hasMessageContaining(kind.title());
      abort(e.getMessage());
    }
    return fixture;
  }

  private static List<LowerLayer> lowers(TestLayers layers) throws Exception {
    LowerLayer below =
        layers.layer(writer -> {
          writer.add(new Directory("dir", TestLayers.metadata(0755)));
          TestLayers.file(writer, "dir/file", "in a directory\n");
          writer.add(new Directory("home", TestLayers.metadata(0755)));
          TestLayers.file(writer, "home/old", "old");
          TestLayers.file(writer, "kept", "");
          TestLayers.file(writer, "linked", "linked\n");
          TestLayers.file(writer, "srv", "");
        });
    LowerLayer above =
        layers.layer(writer -> {
          writer.add(new Whiteout("etc/group"));
          writer.add(new Directory("home", TestLayers.metadata(0755)));
          writer.add(new OpaqueDirectory("home"));
          TestLayers.file(writer, "home/new", "new");
          writer.add(new Whiteout("srv"));
        });
    return List.of(layers.busybox(), below, above);
  }

  @ParameterizedTest
  @EnumSource
  void changesAreSeenAndKept(RootKind kind) throws Exception {
    try (SandboxFixture fixture = fixture(kind)) {
      List<LowerLayer> lowers = new ArrayList<>(lowers(fixture.layers()));
      RunRequest first = fixture.request(lowers, "sh", "-c", CHANGES);
      lowers.add(fixture.layers().lower(fixture.layerOf(first), first.layerFile()));

      assertThat(fixture.stdoutOf(fixture.request(lowers, "sh", "-c", LOOK))).isEqualTo(SEEN);
      assertThat(fixture.layerOf(fixture.request(lowers, "true")).index().entries()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void standsOnAsManyLayersAsImagesHave(RootKind kind) throws Exception {
    try (SandboxFixture fixture = fixture(kind)) {
      List<LowerLayer> lowers = new ArrayList<>(List.of(fixture.layers().busybox()));
      for (int number = 1; number < 130; number++) {
        String path = "layer-" + number;
        lowers.add(fixture.layers().layer(writer -> TestLayers.file(writer, path, path)));
      }

      assertThat(fixture.stdoutOf(fixture.request(lowers, "sh", "-c", "ls -d /layer-* | wc -l")))
          .isEqualTo("129\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void mountsShowTreesThatStayAsTheyAre(RootKind kind) throws Exception {
    try (SandboxFixture fixture = fixture(kind)) {
      Path context = fixture.directory().resolve("context");
      Path deep = Files.createDirectories(context.resolve("deep"));
      Files.writeString(deep.resolve("seen"), "");
      Files.writeString(deep.resolve("hidden"), "");
      Path cache = Files.createDirectory(fixture.directory().resolve("cache"));
      List<Mount> mounts =
          List.of(
              new Mount.Bind(
                  "/context",
                  new TreeSource.HostDirectory(context, List.of("deep/hidden"), ""),
                  true),
              new Mount.Bind(
                  "/stage", new TreeSource.Layers(lowers(fixture.layers()), "home"), false),
              new Mount.Cache("/cache", cache, CacheStart.EMPTY, "", false));
      String script = "ls /context/deep /stage; rm -r /context/*; touch /cache/x; echo $?";
      RunRequest request = SandboxFixture.withMounts(fixture.request("sh", "-c", script), mounts);

      assertThat(fixture.stdoutOf(request)).isEqualTo("/context/deep:\nseen\n\n/stage:\nnew\n0\n");
      assertThat(deep.resolve("hidden")).exists();
      assertThat(cache.resolve("content/x")).exists();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUSE_OVERLAY", "COPY"})
  void cancelledRunsLeaveNothing(RootKind kind) throws Exception {
    try (SandboxFixture fixture = fixture(kind)) {
      Thread test = Thread.currentThread();
      CapturedOutput output = new CapturedOutput();
      RunRequest request = fixture.request("sh", "-c", "echo up; sleep 1000");
      Thread.ofVirtual()
          .start(() -> {
            try {
              output.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            test.interrupt();
          });
      assertThatThrownBy(() -> fixture.sandbox().run(request, output))
          .isInstanceOf(InterruptedException.class);
      assertThat(fixture.stdoutOf(fixture.request("echo", "next"))).isEqualTo("next\n");
    }
  }
}

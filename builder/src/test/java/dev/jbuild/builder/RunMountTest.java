package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.secret.AgentSource;
import dev.jbuild.builder.secret.Grants;
import dev.jbuild.builder.secret.SecretSource;
import dev.jbuild.cache.CacheMount;
import dev.jbuild.oci.image.ImageValidator;
import dev.jbuild.sandbox.SecretValue;
import dev.jbuild.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RUN --mount in whole builds: what is seen, what is cached, what is left. */
class RunMountTest {
  @TempDir Path directory;
  private Path context;
  private Builds builds;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root or a sub-id range");
    context = Files.createDirectories(directory.resolve("context"));
    Path home = directory.resolve("home");
    BusyboxBase.importInto(Builds.settings(home), Files.createDirectory(directory.resolve("b")));
    builds = new Builds(home);
  }

  @AfterEach
  void stop() throws Exception {
    if (builds != null) {
      builds.close();
    }
  }

  private void dockerfile(String text) throws Exception {
    Files.writeString(
        context.resolve("Dockerfile"), "FROM " + BusyboxBase.NAME + " AS base\n" + text, UTF_8);
  }

  private String built(String text) throws Exception {
    dockerfile(text);
    builds.build(context);
    assertThat(ImageValidator.problemsOf(builds.image())).isEmpty();
    return TreeListing.of(builds.tree());
  }

  private Path write(String name, String text) throws Exception {
    Path file = context.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, UTF_8);
  }

  @Test
  void cacheSurvivesBuildsAndIsNoPartOfTheImage() throws Exception {
    String run =
        "RUN --mount=type=cache,target=/root/.cache echo %s >> /root/.cache/log; cat"
            + " /root/.cache/log > /log\n";
    assertThat(built(run.formatted("a"))).contains("/log 2 ").doesNotContain(".cache");
    assertThat(built(run.formatted("b"))).contains("/log 4 ");
    assertThat(built(run.formatted("b"))).contains("/log 4 ");
    assertThat(builds.done()).as("what is in a cache is in no key").isEmpty();
  }

  @Test
  void cacheMovesToAnotherMachineAsADirectory() throws Exception {
    String fill =
        "RUN --mount=type=cache,target=/c,id=c,uid=1000,mode=0750 mkdir /c/d && echo x > /c/d/f"
            + " && ln -s f /c/d/l && chown 1000 /c/d/f\n";
    built(fill);
    Path moved = directory.resolve("moved");
    CacheMount mount = builds.cacheMounts().list().getFirst();
    builds.cacheMounts().exportTo(moved, mount.key(), _ -> {});
    assertThat(moved.resolve("d/l")).isSymbolicLink().hasContent("x\n");

    assertThat(builds.cacheMounts().remove(mount)).isTrue();
    assertThat(builds.cacheMounts().list()).isEmpty();
    Files.writeString(moved.resolve("more"), "y", UTF_8);
    builds.cacheMounts().importFrom(moved, mount.key(), _ -> {});
    built(
        "RUN --mount=type=cache,target=/c,id=c,uid=1000,mode=0750 set -x; [ \"$(stat -c '%u %a'"
            + " /c)\" = '1000 750' ] && [ $(stat -c %u /c/d/f) = 1000 ] && [ $(cat /c/more /c/d/l)"
            + " = yx ]\n");
  }

  @Test
  void cachesAreToldApartByIdAndByHowTheyBegin() throws Exception {
    assertThat(
            built(
                """
                FROM base
                WORKDIR /w
                RUN --mount=type=cache,target=c,id=../../etc echo 1 > c/x
                RUN --mount=type=cache,target=/d,id=../../etc cp /d/x /first
                RUN --mount=type=cache,target=/d,id=../../etc,uid=1000 cp /d/x /other || true
                RUN --mount=type=cache,target=/d,id=from,from=base,source=/etc,sharing=locked \
                    cp /d/group /group && echo 2 > /d/more
                RUN --mount=type=cache,target=/d,id=from,from=base,source=/etc,sharing=private \
                    cp /d/more /more
                """))
        .contains("/first 2", "/group ", "/more 2")
        .doesNotContain("/other");
  }

  @Test
  void bindFromTheContextSeesWhatCopyWouldCopy() throws Exception {
    write(".dockerignore", "secret\n**/*.log\n!keep/a.log\n");
    write("src/a", "1");
    write("src/x.log", "hidden");
    write("keep/a.log", "22");
    write("secret", "hidden");
    String run =
        """
        RUN --mount=target=/ctx,rw \
            cat /ctx/src/a /ctx/keep/a.log > /seen; ls /ctx /ctx/src > /list; rm -r /ctx/*
        RUN --mount=type=bind,source=src/../src/a,target=/one cp /one /copied
        """;
    String listing = built(run);
    assertThat(listing).contains("/seen 3 ", "/copied 1 ").doesNotContain("/ctx", "/one");
    assertThat(context.resolve("src/a")).hasContent("1");

    write("secret", "changed");
    assertThat(built(run)).isEqualTo(listing);
    assertThat(builds.done()).isEmpty();
    write("keep/a.log", "33");
    built(run);
    assertThat(builds.done()).hasSize(2);
  }

  @Test
  void bindFromAStageDependsOnWhatItShowsAlone() throws Exception {
    String text =
        """
        FROM base AS made
        RUN echo %s > /noise
        RUN echo %s > /shown
        FROM base
        RUN --mount=from=made,source=/shown,target=/in cp /in /out
        """;
    assertThat(built(text.formatted("a", "1"))).contains("/out 2 ").doesNotContain("/in");
    built(text.formatted("b", "1"));
    assertThat(builds.done()).noneMatch(name -> name.contains("cp /in"));
    built(text.formatted("b", "2"));
    assertThat(builds.done()).anyMatch(name -> name.contains("cp /in"));
  }

  @Test
  void missingSourcesAreNamedWithTheirPlace() throws Exception {
    write("requirements.txt", "");
    dockerfile("RUN --mount=source=requirement.txt,target=/r true\n");
    assertThatThrownBy(() -> builds.build(context))
        .isInstanceOfSatisfying(
            BuildFailedException.class,
            e -> assertThat(e.place().orElseThrow().span().start().line()).isEqualTo(2))
        .hasMessageContaining(
            "\"requirement.txt\" not found in the build context; did you mean"
                + " \"requirements.txt\"?");
    dockerfile("FROM base\nRUN --mount=from=base,source=/no,target=/r true\n");
    assertThatThrownBy(() -> builds.build(context)).hasMessageContaining("not found");
    dockerfile("RUN --mount=source=requirements.txt,target=/etc true\n");
    assertThatThrownBy(() -> builds.build(context))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("can't mount a file on the directory /etc");
  }

  @Test
  void secretsAreSeenAndLeaveNothing() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "s3cr3t-of-file");
    SecretSource value = new SecretSource.Value(new SecretValue("s3cr3t'of env".getBytes(UTF_8)));
    Grants grants =
        new Grants(
            ImmutableMap.of("file", new SecretSource.File(file), "value", value),
            ImmutableMap.of());
    String run =
        """
        RUN --mount=type=secret,id=file,required --mount=type=secret,id=none,env=NONE \
            --mount=type=secret,id=value,env=TOKEN,target=/etc/deep/x,mode=0440,uid=1000 \
            wc -c < /run/secrets/file > /sizes; echo -n "$TOKEN" | wc -c >> /sizes; \
            stat -c '%a %u' /run/secrets/file /etc/deep/x >> /sizes; \
            [ -z "${NONE+x}" ] && [ ! -e /run/secrets/none ] && cat /sizes | tr '\\n' ' ' > /o; cat /o
        """;
    dockerfile(run);
    builds.build(Requests.withGrants(Builds.request(context), grants));
    assertThat(TreeListing.of(builds.tree()))
        .contains("/sizes 21 ")
        .doesNotContain("/run", "deep", "secrets");
    assertThat(printed()).anyMatch(line -> line.contains("14 13 400 0 440 1000"));
    try (var files = Files.walk(directory.resolve("home"))) {
      for (Path kept : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(kept), ISO_8859_1))
            .as(kept.toString())
            .doesNotContain("s3cr3t");
      }
    }
    Files.writeString(file, "another one");
    builds.build(Requests.withGrants(Builds.request(context), grants));
    assertThat(builds.done()).as("no secret is in a key").isEmpty();
  }

  @Test
  void whatIsRequiredAndNotGivenStopsTheStepBeforeItStarts() throws Exception {
    dockerfile("RUN --mount=type=secret,id=npm,required echo started\n");
    assertThatThrownBy(() -> builds.build(context))
        .isInstanceOf(BuildFailedException.class)
        .hasMessageContaining("secret npm: not found; pass it with --secret id=npm,src=FILE");
    dockerfile("RUN --mount=type=ssh,required echo started\n");
    assertThatThrownBy(() -> builds.build(context))
        .hasMessageContaining("no SSH key \"default\" forwarded from the client");
    assertThat(builds.events()).noneMatch(BuildEvent.Log.class::isInstance);
    built("RUN --mount=type=ssh [ -z \"$SSH_AUTH_SOCK\" ]\n");
  }

  @Test
  void keysAreForwardedThroughAnAgent() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/ssh-keygen")), "openssh-client is missing");
    Path key = directory.resolve("key");
    Program.runIn(directory, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
    Path locked = directory.resolve("locked");
    Program.runIn(
        directory, "ssh-keygen", "-q", "-t", "ed25519", "-N", "phrase", "-f", locked.toString());
    dockerfile(
        """
        USER app
        RUN --mount=type=ssh,uid=1000 stat -c '%F %a %u' $SSH_AUTH_SOCK; printf \
            '\\000\\000\\000\\001\\013' | busybox nc local:$SSH_AUTH_SOCK | head -c 9 | wc -c
        """);
    builds.build(Requests.withGrants(Builds.request(context), keys(key)));
    assertThat(printed()).anyMatch(line -> line.contains("socket 600 1000"));
    dockerfile("RUN --mount=type=ssh true\n");
    assertThatThrownBy(
            () -> builds.build(Requests.withGrants(Builds.request(context), keys(locked))))
        .hasMessageContaining("a key with a passphrase must be in an agent");
  }

  private static Grants keys(Path key) {
    return new Grants(
        ImmutableMap.of(), ImmutableMap.of("default", new AgentSource.Keys(ImmutableList.of(key))));
  }

  private List<String> printed() throws Exception {
    List<String> printed = new ArrayList<>();
    for (BuildEvent event : builds.events()) {
      if (event instanceof BuildEvent.Log log) {
        printed.add(log.data().asCharSource(UTF_8).read());
      }
    }
    return printed;
  }
}

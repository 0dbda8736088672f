package dev.jbuild.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code jbuild doctor} says is what RUN then does. */
class DoctorTest {
  private static final int NOBODY = 65534;
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=" + NOBODY, "--clear-groups");

  @BeforeEach
  void needsRoot() {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can change the machine");
  }

  @Test
  void ordinaryUserIsToldWhatWorks() throws Exception {
    try (Jbuild jbuild = Jbuild.asOrdinaryUser()) {
      Outcome outcome = jbuild.run("doctor").expect(0);
      assertThat(outcome.out())
          .containsPattern("sub-ids +ok ")
          .containsPattern("newuidmap +ok ")
          .containsPattern("overlay +ok +a command ran")
          .containsPattern("built-in runner +ok +a command ran")
          .contains("RUN works here: root by overlay");
    }
  }

  @Test
  void userWithoutSubIdsIsToldHowToGetThem() throws Exception {
    try (Jbuild jbuild = Jbuild.asUser(NOBODY)) {
      Outcome outcome = around(jbuild, AS_NOBODY, "doctor");
      assertThat(outcome.status()).as(outcome.err()).isEqualTo(4);
      assertThat(outcome.out())
          .containsPattern("sub-ids +bad +none for this user")
          .contains("usermod --add-subuids", "RUN does not work here: RUN needs sub-ids")
          .containsPattern("--userns=single +ok")
          .contains("RUN works with --userns=single, at a price");
    }
  }

  /** As in a pod: root, with what Docker gives, and no more. */
  @Test
  void rootThatMayNotMountIsToldWhatWorksAllTheSame() throws Exception {
    List<String> inPod =
        List.of("setpriv", "--bounding-set=-sys_admin,-sys_ptrace", "--inh-caps=-all", "--");
    try (Jbuild jbuild = Jbuild.asMe()) {
      jbuild.run("import", Bases.busybox().toString(), "base").expect(0);
      Outcome doctor = around(jbuild, inPod, "doctor").expect(4);
      assertThat(doctor.out())
          .containsPattern("privilege +bad +root without CAP_SYS_ADMIN may make no mounts")
          .containsPattern("--isolation=chroot +ok +a command ran")
          .contains("RUN works with --userns=single or --isolation=chroot, at a price");

      Context context =
          Context.in(jbuild, "c")
              .dockerfile(
                  "FROM base",
                  "RUN echo x > /dev/null && rm -r /var && mkdir -p /var/lib",
                  "RUN <<EOF",
                  "echo made > /new",
                  "EOF",
                  "USER 1000:1000",
                  "RUN --mount=type=cache,target=/c true");
      String[] build = {"--isolation=chroot", "--progress=plain", context.path()};
      assertThat(around(jbuild, inPod, build).expect(1).err())
          .containsOnlyOnce("--isolation=chroot: RUN sees and may reach")
          .contains("RUN --mount=type=cache on /c can't be had with --isolation=chroot");
      context.dockerfile(
          "FROM base", "RUN rm -r /var && mkdir -p /var/lib", "USER 1000:1000", "RUN id -u");
      assertThat(around(jbuild, inPod, build).expect(0).err()).containsPattern("1000");
    }
  }

  @Test
  void userWithoutSubIdsBuildsWithOneId() throws Exception {
    try (Jbuild jbuild = Jbuild.asUser(NOBODY)) {
      around(jbuild, AS_NOBODY, "import", Bases.busybox().toString(), "base").expect(0);
      Context context =
          Context.in(jbuild, "c")
              .dockerfile(
                  "FROM base",
                  "COPY --chown=70:80 Dockerfile /file",
                  "RUN mkdir -m 555 /dir && echo more >> /file && id -u > /dir/me");
      Outcome outcome =
          around(
              jbuild,
              AS_NOBODY,
              "--userns=single",
              "--progress=plain",
              "--output=type=tar,dest=" + jbuild.work().resolve("out.tar"),
              context.path());
      outcome.expect(0);
      assertThat(outcome.err())
          .containsOnlyOnce("--userns=single: RUN knows no user but root, chown to others fails");
      assertThat(Program.run("tar", "--numeric-owner", "-tvf", jbuild.work() + "/out.tar"))
          .containsPattern("70/80 .* file\n")
          .containsPattern("0/0 .* dir/me\n");
      around(jbuild, AS_NOBODY, "prune").expect(0);
      assertThat(jbuild.state().resolve("cache/unpacked")).isEmptyDirectory();
    }
  }

  /** As in a container whose root is an overlay: no overlay can be mounted over that. */
  @Test
  void whereTheStateCannotHoldAnOverlayAnotherWayIsFound() throws Exception {
    try (Jbuild jbuild = Jbuild.asMe()) {
      jbuild.run("import", Bases.busybox().toString(), "base").expect(0);
      Context context =
          Context.in(jbuild, "c")
              .dockerfile("FROM base", "RUN rm -r /var; mkdir /var; echo 1 > /new", "RUN rm /new");
      String script =
          """
          set -e
          state=$1; shift
          mkdir "$state/../upper" "$state/../work"
          mount -t overlay overlay -o "lowerdir=$state,upperdir=$state/../upper,workdir=$state/../work" "$state"
          "$@" doctor
          cd "$0"; exec "$@" --progress=plain "$0"
          """;
      List<String> before =
          List.of("unshare", "--mount", "sh", "-c", script, context.path(), "" + jbuild.state());
      Outcome outcome = around(jbuild, before).expect(0);
      assertThat(outcome.out())
          .containsPattern("overlay +none +fsconfig")
          .containsPattern("copy and compare +ok +a command ran")
          .containsPattern("RUN works here: root by (fuse-overlayfs|copy and compare)");
    }
  }

  @Test
  void runtimeThatMakesNoContainerGivesWayToTheNext() throws Exception {
    Path crun = Path.of("/usr/bin/crun");
    assumeTrue(Files.exists(crun), "crun is not installed");
    try (Jbuild jbuild = Jbuild.asMe()) {
      jbuild.run("import", Bases.busybox().toString(), "base").expect(0);
      Path broken = jbuild.work().resolve("crun");
      Files.writeString(broken, "#!/bin/sh\necho 'no containers today' >&2; exit 1\n");
      Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
      Context context = Context.in(jbuild, "c").dockerfile("FROM base", "RUN echo made > /new");
      String script =
          """
          set -e
          mount --bind "$1" "$2"; shift 2
          "$@" doctor
          cd "$0"
          "$@" --progress=plain "$0"
          """;
      List<String> before =
          List.of("unshare", "--mount", "sh", "-c", script, context.path(), "" + broken, "" + crun);
      Outcome outcome = around(jbuild, before).expect(0);
      assertThat(outcome.out())
          .containsPattern("crun +none +no containers today")
          .containsPattern("commands by (runc|built-in runner)");
      assertThat(outcome.err())
          .containsPattern("crun made no container: RUN goes on with (runc|built-in runner)");
    }
  }

  @Test
  void networkOfARunIsAsDoctorSays() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/slirp4netns")), "slirp4netns is missing");
    try (Jbuild jbuild = Jbuild.asMe()) {
      jbuild.run("import", Bases.busybox().toString(), "base").expect(0);
      Context context =
          Context.in(jbuild, "c").dockerfile("FROM base", "RUN echo devices: $(ls /sys/class/net)");
      String script =
          """
          set -e
          "$@" doctor
          "$@" --progress=plain --no-cache "$0"
          mount -t tmpfs none /dev/net
          "$@" doctor
          exec "$@" --progress=plain --no-cache "$0"
          """;
      Outcome outcome =
          around(jbuild, List.of("unshare", "--mount", "sh", "-c", script, context.path()))
              .expect(0);
      assertThat(outcome.out())
          .containsPattern("network +ok +default is one for each RUN")
          .containsPattern("network +none +default is that of this machine: .*/dev/net/tun");
      assertThat(outcome.err()).containsOnlyOnce("devices: lo tap0\n");
    }
  }

  private static Outcome around(Jbuild jbuild, List<String> before, String... arguments)
      throws Exception {
    ProcessBuilder inner = jbuild.process(arguments);
    List<String> command = new ArrayList<>(before);
    command.addAll(inner.command());
    ProcessBuilder outer = new ProcessBuilder(command).directory(inner.directory());
    outer.environment().putAll(Map.copyOf(inner.environment()));
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    int status = outer.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    Outcome outcome =
        new Outcome(status, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    Files.delete(out);
    Files.delete(err);
    return outcome;
  }
}

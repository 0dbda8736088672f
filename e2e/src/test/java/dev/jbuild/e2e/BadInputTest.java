package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each mistake a person can make has a message that names the place, the fact and the next move.
 */
class BadInputTest {
  private static final String STACK_TRACE = "\tat ";
  private Jbuild jbuild;
  private Context context;

  @BeforeEach
  void start() throws IOException {
    jbuild = Jbuild.asMe();
    context = Context.in(jbuild, "context");
  }

  @AfterEach
  void stop() throws IOException {
    jbuild.close();
  }

  @Test
  void noDockerfile() throws Exception {
    assertThat(failure(2)).contains("Dockerfile", context.path());
  }

  @Test
  void noContext() throws Exception {
    Outcome outcome = jbuild.run("-t", "x", context.path() + "/nowhere").expect(2);
    assertThat(outcome.err()).contains("nowhere");
  }

  @Test
  void repositoriesThatCannotBeReached() throws Exception {
    Outcome context = jbuild.run("-t", "x", "git://127.0.0.1:1/x").expect(3);
    assertThat(context.err()).contains("failed to fetch remote git://127.0.0.1:1/x");
    this.context.dockerfile("FROM scratch", "ADD git://127.0.0.1:1/y /");
    assertThat(failure(3)).contains("Dockerfile:2", "failed to fetch remote git://127.0.0.1:1/y");
  }

  @Test
  void emptyDockerfile() throws Exception {
    context.file("Dockerfile", "");
    assertThat(failure(2)).contains("Dockerfile", "no instructions");
  }

  @Test
  void unknownInstructionAndAllOtherErrorsAtOnce() throws Exception {
    context.dockerfile("FROM scratch", "COPPY a /", "LABLE a=b");
    assertThat(failure(2))
        .contains("Dockerfile:2", "unknown instruction", "did you mean COPY?")
        .contains("Dockerfile:3", "did you mean LABEL?");
  }

  @Test
  void unknownStage() throws Exception {
    context.dockerfile("FROM scratch AS build", "FROM scratch", "COPY --from=biuld /a /b");
    assertThat(failure(3)).contains("Dockerfile:3", "biuld", "did you mean build?");
  }

  @Test
  void unknownTarget() throws Exception {
    context.dockerfile("FROM scratch AS build");
    Outcome outcome = jbuild.run("--target", "bild", "-t", "x", context.path()).expect(2);
    assertThat(outcome.err()).contains("bild", "build");
  }

  @Test
  void baseThatIsThereForAnotherPlatform() throws Exception {
    String base = "127.0.0.1:1/base:1";
    jbuild.run("import", "--platform=linux/arm64", Bases.busybox().toString(), base).expect(0);
    context.dockerfile("FROM " + base);
    Outcome outcome = jbuild.run("--platform=linux/amd64", "-t", "x", context.path()).expect(3);
    assertThat(outcome.err())
        .contains("the local store has it for linux/arm64, not for linux/amd64")
        .doesNotContain("nor is it in the local store");
  }

  @Test
  void brokenDockerConfiguration() throws Exception {
    Path config = Files.createDirectories(jbuild.work().resolve(".docker")).resolve("config.json");
    Files.writeString(config, "{\n \"auths\": s3cret");
    assertThat(jbuild.run("logout", "127.0.0.1:1").expect(2).err())
        .contains(config + ":2:", "not valid JSON: mend it")
        .doesNotContain("s3cret", "Unrecognized token");
  }

  @Test
  void unknownBaseOfAnUnreachableRegistry() throws Exception {
    context.dockerfile("FROM 127.0.0.1:1/team/base:1");
    assertThat(failure(3)).contains("127.0.0.1:1", "team/base:1", "Dockerfile:1");
  }

  @Test
  void unknownImageInARegistry() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start()) {
      context.dockerfile("FROM " + registry.reference("team/base:1"));
      assertThat(failure(3)).contains("team/base:1", "not found", "Dockerfile:1");
    }
  }

  @Test
  void deniedByTheRegistry() throws Exception {
    try (DockerRegistry registry = DockerRegistry.startWithHtpasswd("someone", "secret-word")) {
      context.dockerfile("FROM scratch", "LABEL a=b");
      Outcome outcome =
          jbuild
              .run("-t", registry.reference("team/app:1").toString(), "--push", context.path())
              .expect(3);
      assertThat(outcome.err())
          .contains(registry.address(), "denied")
          .doesNotContain("secret-word");
    }
  }

  @Test
  void missingSourceOfCopy() throws Exception {
    context.file("server.py", "x").dockerfile("FROM scratch", "COPY sever.py /app/");
    assertThat(failure(1)).contains("Dockerfile:2", "sever.py", "server.py");
  }

  @Test
  void sourceOutsideTheContextThroughDots() throws Exception {
    Files.writeString(jbuild.work().resolve("secret"), "s");
    context.dockerfile("FROM scratch", "COPY ../secret /");
    assertThat(failure(1)).contains("Dockerfile:2", "../secret");
  }

  @Test
  void sourceOutsideTheContextThroughALink() throws Exception {
    Files.writeString(jbuild.work().resolve("secret"), "s");
    Files.createSymbolicLink(context.directory().resolve("link"), Path.of(".."));
    context.dockerfile("FROM scratch", "COPY link/secret /");
    assertThat(failure(1)).contains("Dockerfile:2", "link/secret");
  }

  @Test
  void failingRun() throws Exception {
    importBusybox();
    context.dockerfile(
        "FROM busybox-base", "RUN echo before && echo what went wrong >&2 && exit 42");
    assertThat(failure(1))
        .contains("Dockerfile:2", "exit code: 42", "what went wrong", "error: failed to solve");
  }

  @Test
  void programThatIsNotThere() throws Exception {
    importBusybox();
    context.dockerfile("FROM busybox-base", "RUN [\"/bin/nothing-here\"]");
    assertThat(failure(1)).contains("Dockerfile:2", "nothing-here");
  }

  @Test
  void unknownUser() throws Exception {
    importBusybox();
    context.dockerfile("FROM busybox-base", "USER nobody-knows", "RUN true");
    assertThat(failure(1)).contains("Dockerfile:3", "nobody-knows");
  }

  @Test
  void flagsOfOtherIssuesAreRefused() throws Exception {
    context.dockerfile("FROM scratch");
    assertThat(jbuild.run("--trace", "x", context.path()).expect(2).err())
        .contains("not supported yet: --trace");
    assertThat(jbuild.run("--tga", "x", context.path()).expect(2).err()).contains("--tag");
  }

  @Test
  void addOfAServerThatIsNotThere() throws Exception {
    context.dockerfile("FROM scratch", "ADD http://127.0.0.1:1/x /x");
    assertThat(failure(3)).contains("Dockerfile:2", "http://127.0.0.1:1/x");
    assertThat(jbuild.run("http://127.0.0.1:1/x.tar").expect(3).err()).contains("127.0.0.1:1");
  }

  @Test
  void archivesOfImagesAreNoRootFileSystems() throws Exception {
    importBusybox();
    for (String kind : List.of("oci-archive", "docker-archive")) {
      String archive = jbuild.work().resolve(kind).toString();
      jbuild.run("copy", "store:busybox-base", kind + ":" + archive + ":a:1").expect(0);
      assertThat(jbuild.run("import", archive, "a").expect(1).err())
          .contains("jbuild copy " + kind + ":" + archive + " store:NAME");
    }
    assertThat(jbuild.run("load").expect(2).err()).contains("jbuild copy docker-archive:FILE");
  }

  @Test
  void aDamagedArchiveIsNamed() throws Exception {
    Path archive = Files.write(jbuild.work().resolve("noise.tar"), new byte[] {1, 2, 3});
    for (String kind : List.of("oci-archive:", "docker-archive:")) {
      assertThat(jbuild.run("copy", kind + archive, "store:a").err())
          .contains(archive + " is no archive of images");
    }
  }

  private void importBusybox() throws Exception {
    jbuild.run("import", Bases.busybox().toString(), "busybox-base").expect(0);
  }

  private String failure(int status) throws Exception {
    Outcome outcome = jbuild.run("-t", "x", context.path()).expect(status);
    assertThat(outcome.err()).doesNotContain(STACK_TRACE);
    return outcome.err();
  }
}

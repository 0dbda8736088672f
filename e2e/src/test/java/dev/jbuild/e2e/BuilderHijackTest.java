package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** kaniko 586 and 587: images with files where the builder has its own. */
class BuilderHijackTest {

  @Test
  void kaniko586And587FilesOfImagesStayInImages() throws Exception {
    try (Jbuild jbuild = Jbuild.asMe()) {
      jbuild.run("import", Bases.busybox().toString(), "base").expect(0);
      String state = jbuild.state().toString();
      Context trap =
          Context.in(jbuild, "trap")
              .dockerfile("FROM base", "ONBUILD COPY hijacked " + state + "/by-onbuild");
      jbuild.run("-t", "trap", trap.path()).expect(0);

      Context context =
          Context.in(jbuild, "context")
              .file("hijacked", "hijacked")
              .dockerfile(
                  "FROM base AS hostile",
                  "WORKDIR " + state,
                  "RUN echo hijacked > by-run",
                  "FROM trap",
                  "COPY --from=hostile / /",
                  "COPY hijacked " + state + "/by-copy",
                  "ADD hijacked " + state + "/by-add");
      Path tar = jbuild.work().resolve("out.tar");
      jbuild.run("--output=type=tar,dest=" + tar, context.path()).expect(0);

      String inImage = Program.run("tar", "-tf", tar.toString());
      for (String way : new String[] {"by-onbuild", "by-run", "by-copy", "by-add"}) {
        assertThat(Files.exists(jbuild.state().resolve(way))).as(way).isFalse();
        assertThat(inImage).contains(state.substring(1) + "/" + way + "\n");
      }
    }
  }
}

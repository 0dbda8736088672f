package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.DockerRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CVE-2024-24557: images and builds of others that are to be taken for a step's result. */
class PoisonedCacheTest {
  private static final String[] EVERY_FIELD = {
    "HEALTHCHECK CMD VALUE",
    "ONBUILD ENV A=VALUE",
    "ENV A=VALUE",
    "LABEL a=VALUE",
    "USER VALUE",
    "WORKDIR /VALUE",
    "EXPOSE 1NUMBER",
    "VOLUME /v/VALUE",
    "STOPSIGNAL NUMBER",
    "SHELL [\"VALUE\"]",
    "ENTRYPOINT [\"VALUE\"]",
    "CMD [\"VALUE\"]",
    "MAINTAINER VALUE"
  };

  private Jbuild jbuild;

  @BeforeEach
  void start() throws IOException {
    jbuild = Jbuild.asMe();
  }

  @AfterEach
  void stop() throws IOException {
    jbuild.close();
  }

  private static Context scratch(Jbuild jbuild, String content) throws IOException {
    Context context = Context.in(jbuild, content).file("a", content);
    return context.dockerfile("FROM scratch", "COPY a /a", "HEALTHCHECK CMD /a");
  }

  private static String build(Jbuild jbuild, Context context, String... more) throws Exception {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "-q";
    System.arraycopy(more, 0, arguments, 1, more.length);
    arguments[more.length + 1] = context.path();
    return jbuild.run(arguments).expect(0).out().strip();
  }

  @Test
  void cve2024x24557EveryFieldCounts() throws Exception {
    Context context = Context.in(jbuild, "context").file("a", "a");
    String one = build(jbuild, context.dockerfile(filled("one", "1")));
    String two = build(jbuild, context.dockerfile(filled("two", "2")));
    assertThat(two).isNotEqualTo(one);
    assertThat(build(jbuild, context, "--no-cache")).isEqualTo(two);
  }

  /** Each field stands before a step whose result could be taken for that of another image. */
  private static String[] filled(String value, String number) {
    List<String> lines = new ArrayList<>(List.of("FROM scratch"));
    for (String field : EVERY_FIELD) {
      lines.add(field.replace("VALUE", value).replace("NUMBER", number));
      lines.add("COPY a /a");
    }
    return lines.toArray(String[]::new);
  }

  /** What a pulled image says of how it was made is never taken for a step that was done. */
  @Test
  void cve2024x24557ClaimsOfPulledImages() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start();
        Jbuild attacker = Jbuild.asMe();
        Jbuild clean = Jbuild.asMe()) {
      String evil = registry.reference("team/evil:1").toString();
      build(attacker, scratch(attacker, "evil"), "-t", evil, "--push");
      Context pulling =
          Context.in(jbuild, "pulling").dockerfile("FROM " + evil, "COPY --from=" + evil + " a b");
      build(jbuild, pulling);
      String honest = build(jbuild, scratch(jbuild, "honest"));
      assertThat(honest).isEqualTo(build(clean, scratch(clean, "honest")));
    }
  }
}

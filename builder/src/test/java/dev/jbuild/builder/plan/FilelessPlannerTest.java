package dev.jbuild.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planner and the parser plan every golden folder in a Java that has no file system. */
class FilelessPlannerTest {
  private static final ClassLoader WORLD =
      new FilelessClassLoader(FilelessPlannerTest.class.getClassLoader());

  static List<PlanCase> cases() throws IOException {
    return PlanFolders.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plansTheSameWithoutAFileSystem(PlanCase plan) throws Exception {
    assertThat(planning().apply(plan.files())).isEqualTo(GoldenPlanning.outputs(plan));
  }

  /** The test would see it: what reads a file can't be linked there. */
  @Test
  void whatReadsFilesDoesNotRunThere() throws Exception {
    Class<?> reader = WORLD.loadClass(PlanFolders.class.getName());
    assertThatThrownBy(() -> reader.getDeclaredMethod("all")).isInstanceOf(LinkageError.class);
  }

  @SuppressWarnings("unchecked")
  private static Function<Map<String, String>, Map<String, String>> planning() throws Exception {
    return (Function<Map<String, String>, Map<String, String>>)
        WORLD.loadClass(GoldenPlanning.class.getName()).getConstructor().newInstance();
  }
}

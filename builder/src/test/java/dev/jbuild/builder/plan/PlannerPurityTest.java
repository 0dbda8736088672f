package dev.jbuild.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.jbuild.builder.graph.BuildGraph;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What cannot be reached cannot be read: the planner's classes know no file, network or clock. */
class PlannerPurityTest {
  private static final Pattern ALLOWED =
      Pattern.compile(
          "java/lang/(?!(?:System|Process\\w*|Runtime|Thread\\w*)$|foreign).*"
              + "|java/util/(?!zip|jar|logging|prefs|concurrent).*"
              + "|java/math/BigDecimal|java/net/URI|java/time/(Duration|Instant)"
              + "|com/google/common/(?!io|net/(?!InetAddresses$)).*"
              + "|org/jspecify/.*"
              + "|dev/jbuild/builder/git/GitReference"
              + "|dev/jbuild/(oci|parser|builder/plan|builder/graph)/.*");
  private static final Set<String> COMPILERS_OWN =
      ImmutableSet.of("java/lang/invoke/MethodHandles$Lookup");

  @Test
  void dependsOnNothingThatDoesInputOrOutput() throws Exception {
    List<Path> classes = new ArrayList<>(classesBeside(Planner.class));
    classes.addAll(classesBeside(BuildGraph.class));
    assertThat(classes).hasSizeGreaterThan(40);
    Set<String> others = new TreeSet<>();
    for (Path file : classes) {
      references(file).filter(name -> !ALLOWED.matcher(name).matches()).forEach(others::add);
    }
    others.removeAll(COMPILERS_OWN);
    assertThat(others).isEmpty();
    for (Path file : classes) {
      assertThat(calledNames(file)).as(file.toString()).doesNotContain("now");
    }
  }

  private static List<Path> classesBeside(Class<?> type) throws Exception {
    URI place = type.getResource(type.getSimpleName() + ".class").toURI();
    try (Stream<Path> files = Files.list(Path.of(place).getParent())) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  /** Of types whose values are pure and whose clock is not, such as Instant. */
  private static List<String> calledNames(Path file) throws IOException {
    return StreamSupport.stream(ClassFile.of().parse(file).constantPool().spliterator(), false)
        .filter(MethodRefEntry.class::isInstance)
        .map(entry -> (MethodRefEntry) entry)
        .filter(method -> method.owner().asInternalName().startsWith("java/time/"))
        .map(method -> method.name().stringValue())
        .toList();
  }

  private static Stream<String> references(Path file) throws IOException {
    return StreamSupport.stream(ClassFile.of().parse(file).constantPool().spliterator(), false)
        .filter(ClassEntry.class::isInstance)
        .map(entry -> ((ClassEntry) entry).asInternalName())
        .filter(name -> !name.startsWith("["));
  }
}

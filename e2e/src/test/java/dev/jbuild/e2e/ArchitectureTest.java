package dev.jbuild.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map's dependency rules, on the classes as they are. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.jbuild");

  /** Which modules a module may use, by the part of the package behind {@code dev.jbuild}. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "oci", Set.of(),
          "parser", Set.of(),
          "cache", Set.of("oci"),
          "registry", Set.of("oci"),
          "sandbox", Set.of("oci"),
          "builder", Set.of("oci", "parser", "cache", "registry", "sandbox"),
          "cli", Set.of("oci", "parser", "cache", "registry", "sandbox", "builder"));

  @ParameterizedTest
  @ValueSource(strings = {"oci", "parser", "cache", "registry", "sandbox", "builder", "cli"})
  void modulesUseOnlyWhatTheMapAllows(String module) {
    String[] forbidden =
        MAY_USE.keySet().stream()
            .filter(other -> !other.equals(module) && !MAY_USE.get(module).contains(other))
            .map(ArchitectureTest::packages)
            .toArray(String[]::new);
    assertThat(in(module)).as("classes seen in " + module).isGreaterThan(1);
    noClasses()
        .that()
        .resideInAPackage(packages(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(append(forbidden, "dev.jbuild.testkit..", "dev.jbuild.e2e.."))
        .check(CLASSES);
  }

  @Test
  void onlyOnePackageCallsLinux() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jbuild.sandbox.linux..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..")
        .check(CLASSES);
  }

  @Test
  void plannerReadsNoFileAndNoNetwork() {
    assertThat(in("builder.plan")).isGreaterThan(1);
    noClasses()
        .that()
        .resideInAnyPackage("dev.jbuild.builder.plan..", "dev.jbuild.builder.graph..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.nio.file..",
                "java.nio.channels..",
                "java.net.http..",
                "dev.jbuild.cache..",
                "dev.jbuild.registry..",
                "dev.jbuild.sandbox.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandPrints() {
    noClasses()
        .that(
            not(
                resideInAnyPackage(
                    "dev.jbuild.cli..",
                    "dev.jbuild.sandbox.worker..",
                    "dev.jbuild.e2e..",
                    "dev.jbuild.testkit..",
                    "dev.jbuild.bench..")))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void noPackageIsADrawerForOddsAndEnds() {
    List<String> names = List.of("utils", "util", "common", "misc", "helper", "helpers");
    Set<String> drawers =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> names.contains(name.substring(name.lastIndexOf('.') + 1)))
            .collect(Collectors.toSet());
    assertThat(drawers).isEmpty();
  }

  @Test
  void classesStandInPackagesOfTheirModule() {
    classes()
        .should()
        .resideInAnyPackage(
            append(
                MAY_USE.keySet().stream().map(ArchitectureTest::packages).toArray(String[]::new),
                "dev.jbuild.testkit..",
                "dev.jbuild.e2e..",
                "dev.jbuild.bench.."))
        .check(CLASSES);
  }

  private static long in(String module) {
    String prefix = "dev.jbuild." + module;
    return CLASSES.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.equals(prefix) || name.startsWith(prefix + "."))
        .count();
  }

  private static String packages(String module) {
    return "dev.jbuild." + module + "..";
  }

  private static String[] append(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }
}

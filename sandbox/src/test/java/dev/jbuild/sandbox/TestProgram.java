package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.ReadableClassPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the tests of a class in a process of its own; exits with 1 unless some ran and all passed.
 */
final class TestProgram {
  private TestProgram() {}

  /** The command line for it, with this directory for the class path and all that is temporary. */
  static List<String> command(Class<?> tests, Path directory) throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.io.tmpdir=" + directory,
        "-cp",
        ReadableClassPath.into(directory),
        TestProgram.class.getName(),
        tests.getName());
  }

  static void assertPasses(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
  }

  public static void main(String[] names) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(names[0]))
                .build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8), 12);
    summary.printTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    System.exit(
        summary.getTestsSucceededCount() > 0 && summary.getTotalFailureCount() == 0 ? 0 : 1);
  }
}

import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times the parser on large and on hostile Dockerfiles, each at half its size and whole: a ratio of
 * about 2 says that the cost is linear. Each figure is processor time, which other work on the
 * machine does not change much: the best of several runs in one process, and the first.
 */
final class Parse {
  private static final int RUNS = 5;
  private static final int LINES = 100_000;

  /** Makes a Dockerfile of so many parts. */
  private interface Shape {
    String of(int parts);
  }

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private Parse() {}

  public static void main(String[] arguments) {
    System.out.printf(
        "%-46s %8s %9s %9s %9s %6s%n", "Dockerfile", "MB", "first s", "best s", "half s", "ratio");
    shapes().forEach((name, shape) -> measure(name, shape));
  }

  private static Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(
        "100,000 lines of 50 bytes",
        n -> "RUN --network=none echo ${A} and then some more x\n".repeat(n));
    shapes.put(
        "one instruction of 100,000 lines", n -> "ENV \\\n" + "  A=1 \\\n".repeat(n) + "  B=2\n");
    shapes.put(
        "100,000 comments in a continuation",
        n -> "RUN a \\\n" + "# comment \\\n".repeat(n) + "  b\n");
    shapes.put("100,000 here-documents", n -> "COPY <<EOF /x\nline\nEOF\n".repeat(n));
    shapes.put("here-document of 100,000 lines", n -> "RUN <<EOF\n" + "line\n".repeat(n) + "EOF\n");
    shapes.put(
        "1,000 lines of 65,535 bytes", n -> ("RUN " + "x".repeat(65_531) + "\n").repeat(n / 100));
    shapes.put(
        "JSON array of 100,000 strings", n -> "CMD [\"a\"" + ", \\\n\"a\"".repeat(n) + "]\n");
    shapes.put(
        "${a:-${b:- 10,000 deep",
        n -> "ENV A=" + "${a:-".repeat(n / 10) + "}".repeat(n / 10) + "\n");
    shapes.put(
        "100,000 words with variables",
        n -> "LABEL \\\n" + " a=\"${b:-c}$d\" \\\n".repeat(n) + " z=1\n");
    shapes.put("100,000 sources of a COPY", n -> "COPY \\\n" + " a \\\n".repeat(n) + " /to/\n");
    shapes.put("100,000 stages", n -> "FROM scratch AS s\n".repeat(n));
    shapes.put("100,000 errors", n -> "COPPY a b\n".repeat(n));
    shapes.put("100,000 unclosed quotes", n -> "LABEL a=\"b\n".repeat(n));
    shapes.put(
        "100,000 unclosed here-documents in a line",
        n -> "RUN" + " <<E".repeat(Math.min(n, 16_000)) + "\n");
    return shapes;
  }

  private static void measure(String name, Shape shape) {
    String whole = "FROM scratch\n" + shape.of(LINES);
    String half = "FROM scratch\n" + shape.of(LINES / 2);
    double first = seconds(whole);
    double best = first;
    double bestOfHalf = seconds(half);
    for (int run = 1; run < RUNS; run++) {
      best = Math.min(best, seconds(whole));
      bestOfHalf = Math.min(bestOfHalf, seconds(half));
    }
    System.out.printf(
        "%-46s %8.1f %9.3f %9.3f %9.3f %6.1f%n",
        name, whole.length() / 1e6, first, best, bestOfHalf, best / bestOfHalf);
  }

  private static double seconds(String text) {
    SourceText source = new SourceText("Dockerfile", text);
    long start = CPU.getCurrentThreadCpuTime();
    try {
      DockerfileParser.parse(source);
    } catch (InvalidDockerfileException refused) {
      if (refused.diagnostics().isEmpty()) {
        throw new IllegalStateException("refused without a reason", refused);
      }
    }
    return (CPU.getCurrentThreadCpuTime() - start) / 1e9;
  }
}

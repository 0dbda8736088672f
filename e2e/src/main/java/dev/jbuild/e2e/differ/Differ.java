package dev.jbuild.e2e.differ;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.jbuild.testkit.TemporaryDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@code Differ ROOT [--record] [CASE...]}: builds folders of testdata/build with jbuild and with
 * BuildKit, and prints what differs. {@code --record} writes down what BuildKit makes. {@code
 * Differ ROOT --folders DIRECTORY} does it for folders without expectations, and the builders alone
 * are compared.
 */
public final class Differ {
  private static final String RECORD = "--record";
  private static final String FOLDERS = "--folders";

  private final PrintStream out = new PrintStream(System.out, true, UTF_8);
  private final Path root;
  private final Written expectations;
  private final ImmutableList<BuildFolder> folders;

  private Differ(List<String> arguments) throws IOException {
    root = Path.of(arguments.getFirst()).toAbsolutePath().normalize();
    if (arguments.size() == 3 && arguments.get(1).equals(FOLDERS)) {
      expectations = Written.NONE;
      folders = BuildFolder.all(Path.of(arguments.get(2)));
    } else {
      expectations = arguments.contains(RECORD) ? Written.RECORDED : Written.COMPARED;
      folders = named(arguments.stream().skip(1).filter(name -> !name.equals(RECORD)).toList());
    }
  }

  public static void main(String[] arguments) throws IOException {
    System.exit(new Differ(Arrays.asList(arguments)).run() == 0 ? 0 : 1);
  }

  /** Gives the number of folders that differ. */
  private int run() throws IOException {
    int different = 0;
    try (TemporaryDirectory directory = TemporaryDirectory.create("jbuild-differ")) {
      Builders builders = Builders.in(directory.path(), root.resolve("target/bases/busybox.tar"));
      FolderComparison comparison = new FolderComparison(builders, expectations);
      for (BuildFolder folder : folders) {
        List<String> found = differences(comparison, folder);
        out.println((found.isEmpty() ? "same       " : "DIFFERENT  ") + folder);
        found.forEach(difference -> out.println(difference.indent(4)));
        different += found.isEmpty() ? 0 : 1;
      }
    }
    out.printf("%d folders, %d different%n", folders.size(), different);
    return different;
  }

  private static List<String> differences(FolderComparison comparison, BuildFolder folder) {
    try {
      return comparison.differences(folder);
    } catch (IOException e) {
      return List.of("can't be compared: " + e.getMessage());
    }
  }

  private ImmutableList<BuildFolder> named(List<String> names) throws IOException {
    Path all = root.resolve("testdata/build");
    if (names.isEmpty()) {
      return BuildFolder.all(all);
    }
    return names.stream()
        .map(name -> new BuildFolder(all.resolve(name)))
        .collect(ImmutableList.toImmutableList());
  }
}

package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders of {@code testdata/plan}, read whole. */
final class PlanFolders {
  private static final Path ROOT =
      Path.of(System.getProperty("jbuild.root", "."), "testdata", "plan");

  private PlanFolders() {}

  static ImmutableList<PlanCase> all() throws IOException {
    ImmutableList.Builder<PlanCase> cases = ImmutableList.builder();
    try (Stream<Path> folders = Files.list(ROOT)) {
      for (Path folder : folders.sorted().toList()) {
        cases.add(new PlanCase(folder.getFileName().toString(), files(folder)));
      }
    }
    return cases.build();
  }

  /** A file of a case. */
  static Path file(PlanCase plan, String name) {
    return ROOT.resolve(plan.name()).resolve(name);
  }

  private static ImmutableMap<String, String> files(Path folder) throws IOException {
    ImmutableMap.Builder<String, String> files = ImmutableMap.builder();
    for (Path file : below(folder)) {
      files.put(folder.relativize(file).toString(), Files.readString(file));
    }
    return files.buildOrThrow();
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}

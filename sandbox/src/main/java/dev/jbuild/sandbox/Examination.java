package dev.jbuild.sandbox;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.Finding.State;
import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What RUN can have on this machine.
 *
 * @param isRunPossible whether a command ran
 * @param summary of all of it, in a line
 */
public record Examination(ImmutableList<Finding> findings, boolean isRunPossible, String summary) {
  private static final List<RuntimeChoice> RUNTIMES =
      List.of(RuntimeChoice.CRUN, RuntimeChoice.RUNC, RuntimeChoice.BUILTIN);

  /** Looks at the machine, and runs a command in every way that there is. */
  public static Examination of(SandboxSettings settings) throws IOException, InterruptedException {
    Path parent = Files.createDirectories(settings.temporary());
    Path directory = Files.createTempDirectory(parent, "examination");
    try {
      return of(settings, directory);
    } finally {
      TreeDeletion.delete(directory);
    }
  }

  private static Examination of(SandboxSettings settings, Path directory)
      throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>(new HostProbes().all());
    Optional<TinyLayer> layer = TinyLayer.write(directory);
    if (layer.isEmpty()) {
      findings.add(Finding.none("trial", "no program to try with on this processor"));
      return new Examination(ImmutableList.copyOf(findings), true, "RUN was not tried.");
    }
    Trial trial = new Trial(layer.get());
    Finding first = trial.of("RUN", settings);
    findings.add(first);
    if (first.state() != State.OK) {
      List<String> asked = tryWhatIsOnlyAskedFor(trial, settings, findings);
      return new Examination(ImmutableList.copyOf(findings), false, failure(first, asked));
    }
    findings.add(Trial.ofNetwork(settings));
    List<String> roots = new ArrayList<>();
    for (RootKind kind : RootKind.values()) {
      add(trial.of(kind.title(), settings.withRoot(kind)), findings, roots);
    }
    LayerKind mounted = LayerKind.EROFS;
    add(trial.of(mounted.title(), settings.withLayers(mounted)), findings, new ArrayList<>());
    List<String> runtimes = new ArrayList<>();
    for (RuntimeChoice runtime : RUNTIMES) {
      add(trial.of(runtime.title(), settings.withRuntime(runtime)), findings, runtimes);
    }
    List<String> _ = tryWhatIsOnlyAskedFor(trial, settings, findings);
    return new Examination(ImmutableList.copyOf(findings), true, summary(roots, runtimes));
  }

  /** What gives something up; gives the options with which it works. */
  private static List<String> tryWhatIsOnlyAskedFor(
      Trial trial, SandboxSettings settings, List<Finding> findings) throws InterruptedException {
    List<String> working = new ArrayList<>();
    add(trial.of("--userns=single", settings.withIds(UserIds.ONE)), findings, working);
    SandboxSettings chroot = settings.withRuntime(RuntimeChoice.CHROOT);
    add(trial.of("--isolation=chroot", chroot), findings, working);
    return working;
  }

  private static String failure(Finding first, List<String> asked) {
    String rest =
        asked.isEmpty()
            ? ""
            : "\nWhere that can't be mended, RUN works with "
                + Joiner.on(" or ").join(asked)
                + ", at a price: see docs/run.md.";
    return "RUN does not work here: " + first.fact() + rest;
  }

  /** What else would work is no fault. */
  private static void add(Finding finding, List<Finding> findings, List<String> working) {
    if (finding.state() == State.OK) {
      working.add(finding.subject());
      findings.add(finding);
    } else {
      findings.add(Finding.none(finding.subject(), finding.fact()));
    }
  }

  private static String summary(List<String> roots, List<String> runtimes) {
    String root = roots.isEmpty() ? "nothing" : roots.getFirst();
    String slow =
        root.equals(RootKind.COPY.title())
            ? " Slowly: each RUN copies its root. Overlays need Linux 5.11, or fuse-overlayfs and"
                + " /dev/fuse."
            : "";
    return "RUN works here: root by "
        + root
        + ", commands by "
        + (runtimes.isEmpty() ? "nothing" : runtimes.getFirst())
        + "."
        + slow;
  }
}

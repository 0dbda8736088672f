package dev.jbuild.sandbox.cgroup;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The cgroup file systems of the machine, and where in them this process is. See cgroups(7) and
 * proc(5), "mountinfo".
 */
record CgroupTree(ImmutableList<FileSystem> fileSystems, ImmutableList<Membership> memberships) {
  private static final String VERSION_2 = "cgroup2";
  private static final Splitter COMMAS = Splitter.on(',');

  /** One that is mounted, with the cgroup that its mount point shows. */
  record FileSystem(String type, ImmutableList<String> options, String shown, Path mountPoint) {
    /** Where a cgroup of it is; the shown one where it can't be seen from here. */
    Path directory(String cgroup) {
      String below =
          shown.equals("/")
              ? cgroup
              : cgroup.startsWith(shown) ? cgroup.substring(shown.length()) : "/";
      return mountPoint.resolve(below.substring(Math.min(1, below.length())));
    }
  }

  /** The cgroup of this process for these controllers; for none of them: that of version 2. */
  record Membership(ImmutableList<String> controllers, String cgroup) {}

  /** What is mounted below a directory. */
  static CgroupTree below(Path directory) throws IOException {
    return parse(
        directory,
        Files.readAllLines(Path.of("/proc/self/mountinfo")),
        Files.readAllLines(Path.of("/proc/self/cgroup")));
  }

  static CgroupTree parse(Path directory, List<String> mounts, List<String> cgroups) {
    return new CgroupTree(
        mounts.stream()
            .map(CgroupTree::fileSystem)
            .filter(
                found -> found.type.startsWith("cgroup") && found.mountPoint.startsWith(directory))
            .collect(ImmutableList.toImmutableList()),
        cgroups.stream().map(CgroupTree::membership).collect(ImmutableList.toImmutableList()));
  }

  private static FileSystem fileSystem(String line) {
    List<String> words = Splitter.on(' ').splitToList(line);
    int end = words.indexOf("-");
    return new FileSystem(
        words.get(end + 1),
        ImmutableList.copyOf(COMMAS.split(words.get(end + 3))),
        words.get(3),
        Path.of(words.get(4)));
  }

  private static Membership membership(String line) {
    List<String> words = Splitter.on(':').limit(3).splitToList(line);
    return new Membership(ImmutableList.copyOf(COMMAS.split(words.get(1))), words.get(2));
  }

  /** Where cgroups can be made for a controller, if anywhere. */
  Optional<Hierarchy> of(String controller) {
    return versionOne(controller).or(() -> versionTwo(controller));
  }

  private Optional<Hierarchy> versionOne(String controller) {
    return fileSystems.stream()
        .filter(found -> !found.type.equals(VERSION_2) && found.options.contains(controller))
        .findFirst()
        .flatMap(found -> own(controller, found))
        .map(own -> new Hierarchy(own, false));
  }

  /**
   * Beside this process: there, a cgroup has either processes or others below it; but for the root.
   */
  private Optional<Hierarchy> versionTwo(String controller) {
    return fileSystems.stream()
        .filter(found -> found.type.equals(VERSION_2))
        .findFirst()
        .flatMap(found ->
            own("", found)
                .map(own ->
                    own.equals(found.mountPoint) ? own : Objects.requireNonNull(own.getParent())))
        .map(place -> new Hierarchy(place, true))
        .filter(hierarchy -> hierarchy.has(controller));
  }

  private Optional<Path> own(String controller, FileSystem found) {
    return memberships.stream()
        .filter(membership -> membership.controllers.contains(controller))
        .findFirst()
        .map(membership -> found.directory(membership.cgroup));
  }
}

package dev.jbuild.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where cgroups are made, on machines of all kinds. */
class CgroupTreeTest {
  @TempDir Path root;

  @Test
  void ofVersionOneBelowThatOfThisProcess() {
    CgroupTree tree =
        CgroupTree.parse(
            root,
            List.of(
                "23 1 8:1 / / rw - ext4 /dev/sda rw",
                "33 31 0:29 / " + root + "/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct",
                "34 31 0:31 /docker/ab " + root + "/memory ro - cgroup cgroup rw,memory"),
            List.of("4:memory:/docker/ab/in", "1:cpu,cpuacct:/user.slice", "0::/"));
    assertThat(tree.of("memory")).hasValue(new Hierarchy(root.resolve("memory/in"), false));
    assertThat(tree.of("cpu"))
        .hasValue(new Hierarchy(root.resolve("cpu,cpuacct/user.slice"), false));
    assertThat(tree.of("io")).isEmpty();
  }

  @Test
  void ofVersionTwoBesideThatOfThisProcess() throws Exception {
    Path slice = Files.createDirectories(root.resolve("user.slice/app.slice"));
    Files.writeString(slice.resolve("cgroup.controllers"), "cpuset cpu memory pids\n");
    CgroupTree tree = versionTwo("/user.slice/app.slice/run-7.scope");
    assertThat(tree.of("memory")).hasValue(new Hierarchy(slice, true));
    assertThat(tree.of("io")).isEmpty();
  }

  @Test
  void ofVersionTwoInTheRootWhereThisProcessIs() throws Exception {
    Files.writeString(root.resolve("cgroup.controllers"), "cpu memory\n");
    assertThat(versionTwo("/").of("cpu")).hasValue(new Hierarchy(root, true));
  }

  @Test
  void limitsAreWrittenAsEachVersionReadsThem() throws Exception {
    Path group = Files.createDirectory(root.resolve("group"));
    for (String file : List.of("memory.swap.max", "memory.memsw.limit_in_bytes")) {
      Files.createFile(group.resolve(file));
    }
    for (boolean unified : new boolean[] {true, false}) {
      Hierarchy hierarchy = new Hierarchy(root, unified);
      hierarchy.limitMemory(group, 100);
      hierarchy.limitProcessorTime(group, 150_000);
    }
    assertThat(group.resolve("memory.max")).hasContent("100");
    assertThat(group.resolve("memory.swap.max")).hasContent("100");
    assertThat(group.resolve("cpu.max")).hasContent("150000 100000");
    assertThat(group.resolve("memory.limit_in_bytes")).hasContent("100");
    assertThat(group.resolve("memory.memsw.limit_in_bytes")).hasContent("200");
    assertThat(group.resolve("cpu.cfs_quota_us")).hasContent("150000");
  }

  private CgroupTree versionTwo(String own) {
    return CgroupTree.parse(
        root,
        List.of("31 23 0:27 / " + root + " rw shared:4 - cgroup2 cgroup2 rw,nsdelegate"),
        List.of("0::" + own));
  }
}

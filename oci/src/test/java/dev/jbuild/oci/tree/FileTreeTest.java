package dev.jbuild.oci.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.tree.FileTree.Node;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileTreeTest {
  private static final Metadata PLAIN = new Metadata(0644, 0, 0, Metadata.EPOCH);
  private static final DiffId FIRST = new DiffId(Digest.of(new byte[] {1}));
  private static final DiffId SECOND = new DiffId(Digest.of(new byte[] {2}));

  @Test
  void holdsItsRootAlways() {
    assertThat(FileTree.empty().get("")).map(Node::entry).contains(directory("", 0755));
    assertThat(FileTree.empty().children("")).isEmpty();
  }

  @Test
  void impliesMissingParents() {
    FileTree tree = tree(file("a/b/c"));
    assertThat(tree.get("a/b")).map(Node::entry).contains(directory("a/b", 0755));
    assertThat(paths(tree)).containsExactly("", "a", "a/b", "a/b/c");
  }

  @Test
  void describesADirectoryWithoutHidingWhatIsInIt() {
    FileTree tree = tree(file("a/b")).with(SECOND, index(directory("a", 0700)));
    assertThat(tree.get("a").orElseThrow().entry().metadata().mode()).isEqualTo(0700);
    assertThat(tree.get("a").orElseThrow().layer()).isEqualTo(SECOND);
    assertThat(tree.get("a/b").orElseThrow().layer()).isEqualTo(FIRST);
  }

  @Test
  void replacesADirectoryByAFileAndBack() {
    FileTree file = tree(file("a/b")).with(SECOND, index(file("a")));
    assertThat(paths(file)).containsExactly("", "a");
    FileTree directory = file.with(SECOND, index(file("a/c")));
    assertThat(paths(directory)).containsExactly("", "a", "a/c");
    assertThat(paths(file)).containsExactly("", "a");
  }

  @Test
  void whiteoutsHideOnlyWhatIsBelow() {
    FileTree base = tree(file("d/x"), file("d/y"), file("z"));
    FileTree tree = base.with(SECOND, index(file("d/x"), new Whiteout("d/x"), new Whiteout("d/y")));
    assertThat(paths(tree)).containsExactly("", "d", "d/x", "z");
    assertThat(tree.get("d/x").orElseThrow().layer()).isEqualTo(SECOND);
  }

  @Test
  void opaqueDirectoriesHideOnlyWhatIsBelow() {
    FileTree base = tree(file("d/old"), file("d/sub/old"));
    FileTree tree = base.with(SECOND, index(file("d/new"), new OpaqueDirectory("d")));
    assertThat(paths(tree)).containsExactly("", "d", "d/new");
  }

  @Test
  void whiteoutsOfWhatIsNotThereDoNothing() {
    FileTree tree = tree(new Whiteout("a/b"), new OpaqueDirectory("c"), file("d"));
    assertThat(paths(tree)).containsExactly("", "d");
  }

  @Test
  void hardLinksShareFileAndInode() {
    FileTree tree = tree(file("a"), new HardLink("d/b", PLAIN, "a"));
    Node link = tree.get("d/b").orElseThrow();
    assertThat(link.entry()).isEqualTo(file("a").withPath("d/b"));
    assertThat(link.inode()).isEqualTo(tree.get("a").orElseThrow().inode());
    FileTree changed = tree.with(SECOND, index(file("a")));
    assertThat(changed.get("a").orElseThrow().inode()).isNotEqualTo(link.inode());
  }

  @Test
  void refusesHardLinksToNothingAndToDirectories() {
    assertThatThrownBy(() -> tree(new HardLink("b", PLAIN, "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hard link to a, which does not exist");
    assertThatThrownBy(() -> tree(directory("a", 0755), new HardLink("b", PLAIN, "a")))
        .hasMessageContaining("which is a directory");
  }

  @Test
  void followsLinksInTheParentsOfEntries() {
    FileTree base = tree(directory("usr/lib", 0755), new Symlink("lib", PLAIN, "usr/lib"));
    FileTree tree = base.with(SECOND, index(file("lib/x"), new HardLink("y", PLAIN, "lib/x")));
    assertThat(paths(tree)).containsExactly("", "lib", "usr", "usr/lib", "usr/lib/x", "y");
    assertThat(paths(tree.with(SECOND, index(new Whiteout("lib/x"))))).doesNotContain("usr/lib/x");
  }

  @Test
  void resolvesAsInARoot() throws IOException {
    FileTree tree =
        tree(
            file("usr/bin/tool"),
            new Symlink("bin", PLAIN, "usr/bin"),
            new Symlink("opt/up", PLAIN, "../../../bin/tool"),
            new Symlink("opt/absolute", PLAIN, "/opt/up"),
            new Symlink("opt/dangling", PLAIN, "/var/x"));
    assertThat(tree.resolve("/bin/../bin/tool").path()).isEqualTo("usr/bin/tool");
    assertThat(tree.resolve("bin/..").path()).isEqualTo("usr");
    assertThat(tree.resolve("opt/absolute").node()).isEqualTo(tree.get("usr/bin/tool"));
    assertThat(tree.resolve("opt/dangling/y").path()).isEqualTo("var/x/y");
    assertThat(tree.resolve("opt/dangling/y").node()).isEmpty();
    assertThat(tree.resolve("../..").path()).isEmpty();
    assertThat(tree.get("bin/tool")).isEmpty();
  }

  @Test
  void endsLoopsOfLinks() {
    FileTree tree = tree(new Symlink("a", PLAIN, "b"), new Symlink("b", PLAIN, "/a"));
    assertThatThrownBy(() -> tree.resolve("a/x")).isInstanceOf(FileSystemLoopException.class);
    assertThatThrownBy(() -> tree.with(SECOND, index(file("a/x"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too many symbolic links");
  }

  @Test
  void sharesWhatDidNotChange() {
    FileTree base = tree(file("a/x"), file("b/y"));
    FileTree tree = base.with(SECOND, index(file("b/z")));
    assertThat(tree.get("a").orElseThrow()).isSameAs(base.get("a").orElseThrow());
    assertThat(tree.get("b/y").orElseThrow()).isSameAs(base.get("b/y").orElseThrow());
  }

  @Test
  void digestsDependOnContentButNotOnTimeOrPlace() {
    Metadata later = PLAIN.withMtime(Metadata.EPOCH.plusSeconds(1));
    Digest digest = TreeDigest.of(tree(file("a/x")), "a");
    assertThat(TreeDigest.of(tree(file("b/x").withMetadata(later)), "b")).isEqualTo(digest);
    assertThat(TreeDigest.of(tree(file("a/y")), "a")).isNotEqualTo(digest);
    assertThat(TreeDigest.of(tree(file("a/x").withMetadata(PLAIN.withMode(0600))), "a"))
        .isNotEqualTo(digest);
  }

  private static FileTree tree(LayerEntry... entries) {
    return FileTree.empty().with(FIRST, index(entries));
  }

  private static LayerIndex index(LayerEntry... entries) {
    return new LayerIndex(ImmutableList.copyOf(entries));
  }

  private static RegularFile file(String path) {
    return new RegularFile(path, PLAIN, 0, Digest.of(new byte[0]), 512);
  }

  private static Directory directory(String path, int mode) {
    return new Directory(path, PLAIN.withMode(mode));
  }

  private static List<String> paths(FileTree tree) {
    return tree.walk("").map(Node::path).toList();
  }
}

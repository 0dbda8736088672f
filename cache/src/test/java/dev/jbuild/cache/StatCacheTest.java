package dev.jbuild.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatCacheTest {
  private static final Digest WRONG = Digest.of(new byte[] {1, 2, 3});

  @TempDir Path directory;
  private Path context;
  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    context = Files.createDirectory(directory.resolve("context"));
    file = Files.writeString(context.resolve("file"), "content");
  }

  private static FileState rested(FileState state) {
    long tenSeconds = 10_000_000_000L;
    return new FileState(
        state.size(), state.mtime(), state.ctime() - tenSeconds, state.inode(), state.device());
  }

  private Digest ask(FileState state) throws IOException {
    try (Cache cache = new CacheDirectory(directory).open()) {
      StatCache stats = cache.stats(context);
      Digest digest = stats.digest(file, state);
      stats.save();
      return digest;
    }
  }

  @Test
  void aFileAtRestIsReadOnce() throws IOException {
    FileState state = rested(FileState.read(file));
    Digest digest = ask(state);
    assertThat(digest).isEqualTo(Digest.of(Files.readAllBytes(file)));
    Files.writeString(file, "CONTENT"); // behind its back: the state handed in stays the same
    assertThat(ask(state)).isEqualTo(digest);
  }

  @Test
  void anyChangeOfStateMakesItReadAgain() throws IOException {
    FileState s = rested(FileState.read(file));
    Digest old = ask(s);
    Files.writeString(file, "CONTENT");
    List<FileState> others =
        List.of(
            new FileState(s.size(), s.mtime() + 1, s.ctime(), s.inode(), s.device()),
            new FileState(s.size(), s.mtime(), s.ctime() + 1, s.inode(), s.device()),
            new FileState(s.size(), s.mtime(), s.ctime(), s.inode() + 1, s.device()),
            new FileState(s.size(), s.mtime(), s.ctime(), s.inode(), s.device() + 1));
    for (FileState other : others) {
      assertThat(ask(other)).as(other.toString()).isNotEqualTo(old);
    }
  }

  @Test
  void aFileThatJustChangedIsNotTrusted() throws IOException {
    FileState state = FileState.read(file);
    Digest old = ask(state);
    Files.writeString(file, "CONTENT");
    assertThat(ask(state)).isNotEqualTo(old);
  }

  @Test
  void settingTheTimeBackDoesNotFool() throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    FileState state = FileState.read(file);
    Files.writeString(file, "CONTENT");
    Files.setLastModifiedTime(file, before);
    FileState changed = FileState.read(file);
    assertThat(changed.mtime()).isEqualTo(state.mtime());
    assertThat(changed.ctime()).isNotEqualTo(state.ctime());
  }

  @Test
  void aDamagedTableIsNoTable() throws IOException {
    FileState state = rested(FileState.read(file));
    ask(state);
    Path table;
    try (var tables = Files.list(directory.resolve("cache/stat"))) {
      table = tables.findFirst().orElseThrow();
    }
    for (int cut : new int[] {0, 3, 19, 40}) {
      Files.write(table, java.util.Arrays.copyOf(Files.readAllBytes(table), cut));
      assertThat(ask(state)).isEqualTo(Digest.of(Files.readAllBytes(file)));
    }
    CacheDirectory.damage(table);
    assertThat(ask(state)).isEqualTo(Digest.of(Files.readAllBytes(file)));
  }

  @Test
  void theTableHoldsMany() {
    List<StatTable.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      entries.add(new StatTable.Entry("/dir/größe" + i, new FileState(i, 2, 3, 4, 5), WRONG, 7));
    }
    StatTable table = StatTable.parse(StatTable.format(entries, "/c"), "/c").orElseThrow();
    for (StatTable.Entry entry : entries) {
      assertThat(table.find(entry.path(), entry.state())).contains(WRONG);
    }
    assertThat(table.find("/dir/other", new FileState(1, 2, 3, 4, 5))).isEmpty();
    List<StatTable.Entry> read = new ArrayList<>();
    table.forEach(read::add);
    assertThat(read).hasSize(5000).allMatch(entry -> entry.age() == 0);
    assertThat(StatTable.parse(StatTable.format(entries, "/c"), "/d")).isEmpty();
  }

  @Test
  void filesNobodyAsksForAreForgottenAfterSomeTime() throws IOException {
    ask(rested(FileState.read(file)));
    Path other = Files.writeString(context.resolve("other"), "other");
    Path table;
    try (var tables = Files.list(directory.resolve("cache/stat"))) {
      table = tables.findFirst().orElseThrow();
    }
    long both = 0;
    for (int i = 0; i < 20; i++) {
      try (Cache cache = new CacheDirectory(directory).open()) {
        StatCache stats = cache.stats(context);
        FileState state = rested(FileState.read(other));
        stats.digest(other, new FileState(5, i, state.ctime(), 0, 0));
        stats.save();
      }
      both = i == 0 ? Files.size(table) : both;
    }
    assertThat(Files.size(table)).isLessThan(both);
  }
}

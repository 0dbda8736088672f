package dev.jbuild.sandbox.linux;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which user or group ids exist in this process's user namespace. */
public record IdMap(ImmutableList<Range> ranges) {
  private static final long ALL = 4294967295L;
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings().trimResults();

  /** A run of ids. */
  record Range(long first, long count) {}

  public static IdMap ofUsers() throws IOException {
    return read(Path.of("/proc/self/uid_map"));
  }

  public static IdMap ofGroups() throws IOException {
    return read(Path.of("/proc/self/gid_map"));
  }

  private static IdMap read(Path file) throws IOException {
    ImmutableList.Builder<Range> ranges = ImmutableList.builder();
    for (String line : Files.readAllLines(file)) {
      List<String> words = WORDS.splitToList(line);
      ranges.add(new Range(Long.parseLong(words.get(0)), Long.parseLong(words.get(2))));
    }
    return new IdMap(ranges.build());
  }

  /** Whether this is the machine's own name space, which has all ids. */
  public boolean isWhole() {
    return ranges.stream().anyMatch(range -> range.count == ALL);
  }

  /** Whether there is one id only. */
  public boolean isSingle() {
    return ranges.size() == 1 && ranges.getFirst().count == 1;
  }

  public boolean has(long id) {
    return ranges.stream().anyMatch(r -> id >= r.first && id < r.first + r.count);
  }
}

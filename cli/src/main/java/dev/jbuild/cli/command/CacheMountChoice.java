package dev.jbuild.cli.command;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.cache.CacheMount;
import dev.jbuild.cache.CacheMountKey;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cache mount that a user names: by its id, and by how it begins where that is not enough. */
final class CacheMountChoice {
  private static final Pattern BEGINNING =
      Pattern.compile("(mode=0[0-7]{1,4} ?)?(uid=\\d{1,9} ?)?(gid=\\d{1,9})?");

  private final String id;
  private final Optional<String> begins;
  private final List<CacheMount> all;

  private CacheMountChoice(String id, Optional<String> begins, List<CacheMount> all) {
    this.id = id;
    this.begins = begins;
    this.all = all;
  }

  static CacheMountChoice of(Arguments arguments, Engine engine)
      throws UsageException, IOException {
    String id = arguments.required(1, "ID");
    return new CacheMountChoice(id, arguments.value("--begins"), engine.cacheMounts());
  }

  /** What there is: one, and its copies. */
  ImmutableList<CacheMount> existing() throws UsageException {
    ImmutableList<CacheMount> found = matching();
    if (found.isEmpty()) {
      List<String> ids = all.stream().map(mount -> mount.key().id()).distinct().toList();
      throw new UsageException(
          "there is no cache mount "
              + id
              + begins.map(text -> " that begins \"" + text + "\"").orElse("")
              + Suggestion.clause(id, ids)
              + " (`jbuild cache-mount ls` lists them)");
    }
    requireOne(found);
    return found;
  }

  CacheMountKey existingOrNew() throws UsageException {
    ImmutableList<CacheMount> found = matching();
    requireOne(found);
    if (!found.isEmpty()) {
      return found.getFirst().key();
    }
    String beginning = begins.orElse("");
    if (!BEGINNING.matcher(beginning).matches() || !beginning.equals(beginning.strip())) {
      throw new UsageException(
          "--begins "
              + beginning
              + ": expected mode=, uid= and gid=, in this order, as the Dockerfile has them");
    }
    return new CacheMountKey(id, beginning, 0);
  }

  private ImmutableList<CacheMount> matching() {
    return all.stream()
        .filter(mount -> mount.key().id().equals(id))
        .filter(mount -> begins.map(text -> text.equals(mount.key().start())).orElse(true))
        .collect(toImmutableList());
  }

  private void requireOne(List<CacheMount> found) throws UsageException {
    List<String> starts = found.stream().map(mount -> mount.key().start()).distinct().toList();
    if (starts.size() > 1) {
      throw new UsageException(
          "there are several cache mounts "
              + id
              + ": choose one with --begins: \""
              + String.join("\", \"", starts)
              + "\"");
    }
  }
}

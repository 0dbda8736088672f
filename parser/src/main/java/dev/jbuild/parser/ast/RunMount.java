package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.parser.source.Span;

/**
 * One {@code --mount=} of RUN, as written: validated keys, values not expanded.
 *
 * @param type bind, cache, tmpfs, secret or ssh
 * @param options key (in its canonical form: target, source, from, id, readonly, sharing, mode,
 *     uid, gid, size, required, env) to value; a flag key without value has the value {@code true}
 */
public record RunMount(Type type, ImmutableMap<String, String> options, Span span) {

  /** What to say of a value that a key can't have, in the words that people search for. */
  public static String invalid(String key, String value) {
    return switch (key) {
      case "sharing" -> "unsupported sharing value \"" + value + "\"";
      case "target" -> "invalid mount target \"" + value + "\"";
      case "mode", "uid", "gid" -> "invalid value " + value + " for " + key;
      default -> "invalid value for " + key + ": " + value;
    };
  }

  /** Where the mounted files come from. */
  public enum Type {
    BIND,
    CACHE,
    TMPFS,
    SECRET,
    SSH
  }
}

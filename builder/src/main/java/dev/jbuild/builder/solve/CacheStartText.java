package dev.jbuild.builder.solve;

import com.google.common.base.Splitter;
import java.util.OptionalInt;

/**
 * How a cache mount begins, as its key says it: {@code mode=0700 uid=1000 gid=1000}, each only
 * where the Dockerfile gives it.
 *
 * @param uid root's where nothing else is said
 */
public record CacheStartText(OptionalInt mode, int uid, int gid) {
  private static final String MODE = "mode=";
  private static final String UID = "uid=";
  private static final String GID = "gid=";
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  /**
   * Reads the text of a key. Words that say what the mount is filled with first are passed over.
   */
  public static CacheStartText parse(String text) {
    OptionalInt mode = OptionalInt.empty();
    int uid = 0;
    int gid = 0;
    for (String word : WORDS.split(text)) {
      if (word.startsWith(MODE)) {
        mode = OptionalInt.of(Integer.parseInt(word.substring(MODE.length()), 8));
      } else if (word.startsWith(UID)) {
        uid = Integer.parseInt(word.substring(UID.length()));
      } else if (word.startsWith(GID)) {
        gid = Integer.parseInt(word.substring(GID.length()));
      }
    }
    return new CacheStartText(mode, uid, gid);
  }
}

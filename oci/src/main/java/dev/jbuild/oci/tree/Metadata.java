package dev.jbuild.oci.tree;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Instant;

/**
 * What a tar header and its PAX records say of a file besides its content.
 *
 * @param mode permission bits with setuid, setgid and sticky: 0 to 07777
 * @param xattrs value by name; a value is bytes as Latin-1 text, one character a byte
 */
public record Metadata(
    int mode, int uid, int gid, Instant mtime, ImmutableSortedMap<String, String> xattrs) {

  /** The first whole day that zip files can carry: what a time that nobody chose is set to. */
  public static final Instant EPOCH = Instant.parse("1980-01-02T00:00:00Z");

  public Metadata {
    if ((mode & ~07777) != 0) {
      throw new IllegalArgumentException(
          "mode has bits beyond 07777: 0" + Integer.toOctalString(mode));
    }
  }

  public Metadata(int mode, int uid, int gid, Instant mtime) {
    this(mode, uid, gid, mtime, ImmutableSortedMap.of());
  }

  public Metadata withMode(int next) {
    return new Metadata(next, uid, gid, mtime, xattrs);
  }

  public Metadata withOwner(int nextUid, int nextGid) {
    return new Metadata(mode, nextUid, nextGid, mtime, xattrs);
  }

  public Metadata withMtime(Instant next) {
    return new Metadata(mode, uid, gid, next, xattrs);
  }
}

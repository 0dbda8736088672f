package dev.jbuild.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.oci.Digest;

/**
 * Which cache mount. Those that begin differently are different ones, though their ids are equal.
 *
 * @param id as the user knows it; without control characters
 * @param start how it begins; empty for an empty directory of root's
 * @param copy 0, but for one that was made because the others were in use
 */
public record CacheMountKey(String id, String start, int copy) {

  public CacheMountKey {
    if ((id + start).chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("control characters in the id of a cache mount: " + id);
    }
  }

  /** The name of its directory, which says nothing of the id: ids may look like paths. */
  String name() {
    return Digest.of(toLines().getBytes(UTF_8)).hex();
  }

  CacheMountKey withCopy(int next) {
    return new CacheMountKey(id, start, next);
  }

  String toLines() {
    return id + "\n" + start + "\n" + copy + "\n";
  }
}

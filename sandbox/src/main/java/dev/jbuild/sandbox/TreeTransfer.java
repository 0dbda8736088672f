package dev.jbuild.sandbox;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A directory that the worker copies, because its files may belong to sub-ids or are to do so.
 *
 * <p>Where the worker is the machine's root, all keep their owners. Elsewhere owners are sub-ids,
 * which mean nothing outside: then all files become those of one owner.
 *
 * @param to is made; must not exist
 * @param uid of the one owner, as the worker knows it: 0 is the user that runs this
 * @param gid the same
 * @param mode of the directory itself; that of the original where empty
 */
public record TreeTransfer(Path from, Path to, int uid, int gid, OptionalInt mode) {
  /** Copies to where the user that runs this is to find it. */
  public static TreeTransfer toUser(Path from, Path to) {
    return new TreeTransfer(from, to, 0, 0, OptionalInt.empty());
  }
}

package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.linux.IdMap;
import java.io.IOException;

/** Whether owners exist in the worker's user namespace, and what to say of those that don't. */
final class KnownIds {
  private KnownIds() {}

  static boolean have(int uid, int gid) throws IOException {
    return IdMap.ofUsers().has(uid) && IdMap.ofGroups().has(gid);
  }

  /** The end of a sentence on an owner that does not exist. */
  static String lack() throws IOException {
    return IdMap.ofUsers().isSingle()
        ? " does not exist with --userns=single, where root is the only user"
        : " is beyond the sub-ids of the user that runs jbuild: widen the ranges in"
            + " /etc/subuid and /etc/subgid";
  }
}

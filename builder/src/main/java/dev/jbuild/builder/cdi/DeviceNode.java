package dev.jbuild.builder.cdi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A device file. The command sees the machine's own one, so what a CDI file says of it must be so,
 * or is told as a difference.
 *
 * @param path in the container
 * @param hostPath of this machine
 * @param type b, c, u or p
 * @param mode permission bits
 */
record DeviceNode(
    String path,
    Path hostPath,
    Optional<String> type,
    Optional<Integer> major,
    Optional<Integer> minor,
    Optional<Integer> mode,
    Optional<Integer> uid,
    Optional<Integer> gid) {
  private static final int TYPE_BITS = 0170000;
  private static final int CHARACTER = 0020000;
  private static final int BLOCK = 0060000;
  private static final int FIFO = 0010000;
  private static final int MODE_BITS = 0777;

  /** Why this machine does not have it; empty if it does. */
  Optional<String> problem() throws IOException {
    if (!Files.exists(hostPath)) {
      return Optional.of("this machine has no " + hostPath);
    }
    String real =
        switch ((int) fact("mode") & TYPE_BITS) {
          case CHARACTER -> "c";
          case BLOCK -> "b";
          case FIFO -> "p";
          default -> "";
        };
    if (real.isEmpty()) {
      return Optional.of(hostPath + " is no device");
    }
    long device = fact("rdev");
    int realMajor = (int) ((device >> 8) & 0xfff);
    int realMinor = (int) ((device & 0xff) | ((device >> 12) & 0xfff00));
    boolean same =
        type.map(wanted -> wanted.equals("u") ? "c" : wanted).orElse(real).equals(real)
            && major.orElse(realMajor) == realMajor
            && minor.orElse(realMinor) == realMinor;
    return same
        ? Optional.empty()
        : Optional.of(
            hostPath
                + " is the device "
                + real
                + " "
                + realMajor
                + ":"
                + realMinor
                + ", not the one that the CDI file describes");
  }

  /** What the file that the command sees has of its own; empty if it is as described. */
  Optional<String> difference() throws IOException {
    int realMode = (int) fact("mode") & MODE_BITS;
    int realUid = (int) fact("uid");
    int realGid = (int) fact("gid");
    boolean same =
        mode.orElse(realMode) == realMode
            && uid.orElse(realUid) == realUid
            && gid.orElse(realGid) == realGid;
    return same
        ? Optional.empty()
        : Optional.of(
            path
                + " keeps the owner and mode that "
                + hostPath
                + " has: "
                + realUid
                + ":"
                + realGid
                + " "
                + Integer.toOctalString(realMode));
  }

  private long fact(String name) throws IOException {
    if (Files.getAttribute(hostPath, "unix:" + name) instanceof Number number) {
      return number.longValue();
    }
    throw new IOException("no " + name + " of " + hostPath);
  }
}

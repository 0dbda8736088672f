package dev.jbuild.sandbox;

import java.util.Optional;

/**
 * What keeps commands apart from the machine.
 *
 * @param ids which users they know
 */
public record Isolation(RuntimeChoice runtime, UserIds ids) {
  /** The best that the machine allows. */
  public static final Isolation BEST = new Isolation(RuntimeChoice.AUTO, UserIds.ALL);

  /** What somebody who asks for it gives up, in a sentence; empty where it is nothing. */
  public Optional<String> loss() {
    if (runtime == RuntimeChoice.CHROOT) {
      return Optional.of(
          "--isolation=chroot: RUN sees and may reach the processes, the network and, as root, the"
              + " files of this machine; it has no /proc and /sys: only for Dockerfiles that you"
              + " trust");
    }
    return ids == UserIds.ONE
        ? Optional.of(
            "--userns=single: RUN knows no user but root, chown to others fails, and what it makes"
                + " is root's; files of the base keep their owners")
        : Optional.empty();
  }
}

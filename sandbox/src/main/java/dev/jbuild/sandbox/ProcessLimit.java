package dev.jbuild.sandbox;

import java.util.Locale;

/**
 * A limit that the kernel keeps for each process, as of {@code setrlimit(2)}.
 *
 * @param soft what holds; {@link #UNLIMITED} for no limit
 * @param hard how far the process itself may raise it; {@link #UNLIMITED} for no limit
 */
public record ProcessLimit(Resource resource, long soft, long hard) {
  public static final long UNLIMITED = -1;

  /** What is limited; named as in {@code docker build --ulimit}. */
  public enum Resource {
    CORE,
    CPU,
    DATA,
    FSIZE,
    LOCKS,
    MEMLOCK,
    MSGQUEUE,
    NICE,
    NOFILE,
    NPROC,
    RSS,
    RTPRIO,
    RTTIME,
    SIGPENDING,
    STACK;

    /** As it is typed. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ProcessLimit {
    if (soft < UNLIMITED || hard < UNLIMITED) {
      throw new IllegalArgumentException("a limit can't be negative: " + soft + ":" + hard);
    }
    if (hard != UNLIMITED && (soft > hard || soft == UNLIMITED)) {
      throw new IllegalArgumentException(
          "the soft limit must not be above the hard one: " + text(soft) + ":" + text(hard));
    }
  }

  /** {@code nofile=1024:2048}. */
  @Override
  public String toString() {
    return resource.word() + "=" + text(soft) + ":" + text(hard);
  }

  private static String text(long value) {
    return value == UNLIMITED ? "unlimited" : Long.toString(value);
  }
}

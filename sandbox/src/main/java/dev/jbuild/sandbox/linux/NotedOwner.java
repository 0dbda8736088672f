package dev.jbuild.sandbox.linux;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a file should belong to, where all belong to the only user there is: an attribute that goes
 * wherever an owner would, with a file that is renamed or copied up into an overlay. Only files and
 * directories can have it.
 */
public final class NotedOwner {
  private static final String ATTRIBUTE = "user.jbuild.owner";
  private static final Pattern VALUE = Pattern.compile("(\\d{1,10}):(\\d{1,10})");

  private NotedOwner() {}

  /** Whether an attribute is this one; such never enter or leave a layer. */
  public static boolean isAttribute(String name) {
    return name.equals(ATTRIBUTE);
  }

  /** Notes it. Does nothing for what can't have it, such as a symbolic link. */
  public static void write(ExtendedAttributes attributes, FileOwner owner) throws IOException {
    try {
      attributes.set(
          ATTRIBUTE,
          Integer.toUnsignedString(owner.uid()) + ":" + Integer.toUnsignedString(owner.gid()));
    } catch (SyscallException e) {
      if (!e.is(Errno.EPERM)) {
        throw e;
      }
    }
  }

  /** Who it was noted to be; else who it is. */
  public static FileOwner read(ExtendedAttributes attributes, FileStatus status)
      throws IOException {
    String noted = attributes.names().contains(ATTRIBUTE) ? attributes.get(ATTRIBUTE) : "";
    Matcher owner = VALUE.matcher(noted);
    return owner.matches()
        ? new FileOwner(id(owner.group(1)), id(owner.group(2)))
        : new FileOwner(status.uid(), status.gid());
  }

  private static int id(String digits) {
    return (int) Long.parseLong(digits);
  }
}

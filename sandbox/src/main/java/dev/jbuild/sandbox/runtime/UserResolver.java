package dev.jbuild.sandbox.runtime;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.jbuild.sandbox.InvalidUserException;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds out who USER means, by the root's own account files, as Docker does. */
public final class UserResolver {
  private static final Splitter COMMA = Splitter.on(',').omitEmptyStrings().trimResults();
  private static final int NAME = 0;
  private static final int ID = 2;
  private static final int PASSWD_GROUP = 3;
  private static final int GROUP_MEMBERS = 3;
  private static final int HOME = 5;

  private final ImmutableList<List<String>> users;
  private final ImmutableList<List<String>> groups;

  private UserResolver(ImmutableList<List<String>> users, ImmutableList<List<String>> groups) {
    this.users = users;
    this.groups = groups;
  }

  /** Reads the account files. */
  public static UserResolver of(DirectoryHandle root) throws IOException {
    return new UserResolver(
        AccountFile.read(root, "etc/passwd", HOME + 1),
        AccountFile.read(root, "etc/group", GROUP_MEMBERS));
  }

  /**
   * Resolves {@code user[:group]}, each a name or a number; empty is root. Only a user without a
   * group gets the supplementary groups that list it.
   *
   * @throws InvalidUserException for a name that is not there, or an id above 2^31 - 1
   */
  public ResolvedUser resolve(String text) throws InvalidUserException {
    int colon = text.indexOf(':');
    String user = colon < 0 ? text : text.substring(0, colon);
    String group = colon < 0 ? "" : text.substring(colon + 1);
    String wanted = user.isEmpty() ? "0" : user;
    Optional<List<String>> line = find(users, wanted);
    int uid = id(line, wanted, "user");
    String home = line.map(fields -> fields.get(HOME)).filter(h -> !h.isEmpty()).orElse("/");
    if (!group.isEmpty()) {
      int gid = id(find(groups, group), group, "group");
      return new ResolvedUser(uid, gid, ImmutableSortedSet.of(gid), home);
    }
    int gid = line.flatMap(fields -> number(fields.get(PASSWD_GROUP))).orElse(0);
    ImmutableSortedSet<Integer> others =
        text.isEmpty() || line.isEmpty()
            ? ImmutableSortedSet.of(gid)
            : memberships(line.get().get(NAME), gid);
    return new ResolvedUser(uid, gid, others, home);
  }

  /** By name; a number may also be an id. */
  private static Optional<List<String>> find(List<List<String>> lines, String wanted) {
    return lines.stream()
        .filter(fields -> fields.get(NAME).equals(wanted))
        .findFirst()
        .or(() -> lines.stream().filter(fields -> fields.get(ID).equals(wanted)).findFirst());
  }

  private static int id(Optional<List<String>> line, String wanted, String what)
      throws InvalidUserException {
    String digits = line.map(fields -> fields.get(ID)).orElse(wanted);
    Optional<Integer> id = number(digits);
    if (id.isPresent()) {
      return id.get();
    }
    if (digits.chars().allMatch(Character::isDigit)) {
      throw new InvalidUserException(
          what + " id " + digits + " is out of range: the largest is " + Integer.MAX_VALUE);
    }
    throw new InvalidUserException(
        "unable to find "
            + what
            + " "
            + wanted
            + ": no matching entries in the image's /etc/"
            + (what.equals("user") ? "passwd" : "group"));
  }

  private static Optional<Integer> number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return digits.length() > 10 || Long.parseLong(digits) > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Integer.parseInt(digits));
  }

  private ImmutableSortedSet<Integer> memberships(String name, int gid) {
    ImmutableSortedSet.Builder<Integer> found = ImmutableSortedSet.<Integer>naturalOrder().add(gid);
    for (List<String> group : groups) {
      if (group.size() > GROUP_MEMBERS
          && COMMA.splitToList(group.get(GROUP_MEMBERS)).contains(name)) {
        number(group.get(ID)).ifPresent(found::add);
      }
    }
    return found.build();
  }
}

package dev.jbuild.builder.step;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The users and groups of an image, by name (passwd(5), group(5)). */
final class UserDatabase {
  private static final Splitter FIELDS = Splitter.on(':');
  private static final int SHOWN = 20;

  private final Map<String, Owner> users = new LinkedHashMap<>();
  private final Map<String, Integer> groups = new LinkedHashMap<>();

  /** Reads both files. Lines that make no sense are passed over, as by the C library. */
  UserDatabase(String passwd, String group) {
    passwd.lines().map(FIELDS::splitToList).forEach(this::addUser);
    group.lines().map(FIELDS::splitToList).forEach(this::addGroup);
  }

  /** Whether the owner can be told without any database. */
  static boolean isNumeric(String owner) {
    return FIELDS.splitToStream(owner).allMatch(part -> part.isEmpty() || number(part) != null);
  }

  /** The same where root, too, has a number, as on scratch. */
  static boolean isOfRoot(String owner) {
    return FIELDS.splitToStream(owner).allMatch(part -> part.equals("root") || isNumeric(part));
  }

  /**
   * Reads {@code user[:group]}, each by name or number. As in {@code docker build}, a user by
   * number without group has the group of the same number, a user by name the group that passwd
   * says, and with nothing after the colon the group is root's. Who is not known is root, which is
   * warned of.
   */
  Owner find(String owner, Consumer<String> warnings) {
    int colon = owner.indexOf(':');
    if (colon < 0) {
      return user(owner, warnings);
    }
    Owner user = user(owner.substring(0, colon), warnings);
    String group = owner.substring(colon + 1);
    return new Owner(user.uid(), group.isEmpty() ? 0 : group(group, user.gid(), warnings));
  }

  private Owner user(String user, Consumer<String> warnings) {
    Integer number = number(user);
    if (user.isEmpty() || number != null) {
      return number == null ? Owner.ROOT : new Owner(number, number);
    }
    Owner known = users.get(user);
    if (known == null) {
      warnings.accept(unknown("user", user, "/etc/passwd", users) + "; root is the owner");
    }
    return known == null ? Owner.ROOT : known;
  }

  private int group(String group, int otherwise, Consumer<String> warnings) {
    Integer number = number(group);
    Integer known = number != null ? number : groups.get(group);
    if (known == null) {
      warnings.accept(
          unknown("group", group, "/etc/group", groups) + "; the group is " + otherwise);
    }
    return known == null ? otherwise : known;
  }

  private void addUser(List<String> fields) {
    Integer uid = fields.size() < 4 ? null : number(fields.get(2));
    Integer gid = fields.size() < 4 ? null : number(fields.get(3));
    if (uid != null && gid != null) {
      users.putIfAbsent(fields.get(0), new Owner(uid, gid));
    }
  }

  private void addGroup(List<String> fields) {
    Integer gid = fields.size() < 3 ? null : number(fields.get(2));
    if (gid != null) {
      groups.putIfAbsent(fields.get(0), gid);
    }
  }

  private static @Nullable Integer number(String text) {
    boolean isPlain = !text.isEmpty() && Character.isDigit(text.charAt(0));
    return isPlain ? Ints.tryParse(text) : null;
  }

  private static String unknown(String what, String name, String file, Map<String, ?> known) {
    String names =
        known.isEmpty()
            ? "it names nobody, or is not there"
            : "it knows " + String.join(", ", known.keySet().stream().limit(SHOWN).toList());
    return "no " + what + " \"" + name + "\" in the image's " + file + ": " + names;
  }
}

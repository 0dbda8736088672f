package dev.jbuild.builder.graph;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of a symbolic mode, such as {@code go=u-x}: what it does, in order.
 *
 * @param who bits of the classes it is about: 0700, 0070, 0007 and any of them together
 */
record ModeClause(int who, ImmutableList<Action> actions) {
  private static final Pattern SYNTAX =
      Pattern.compile("(?<who>[ugoa]*)(?<actions>([-+=][rwxXstugo]*)+)");

  /** An operator with letters for itself, or with the class that it copies from. */
  private static final Pattern ACTION =
      Pattern.compile("(?<operator>[-+=])(?<permissions>[rwxXstugo]*)");

  private static final Pattern PERMISSIONS = Pattern.compile("[rwxXst]+|[ugo]|^$");

  /**
   * What is done at once.
   *
   * @param permissions any of {@code rwxXst}, or one of {@code ugo}
   */
  record Action(char operator, String permissions) {}

  static ModeClause parse(String clause, String whole) {
    Matcher matcher = SYNTAX.matcher(clause);
    if (!matcher.matches()) {
      throw ModeChange.invalid(whole);
    }
    ImmutableList.Builder<Action> actions = ImmutableList.builder();
    Matcher each = ACTION.matcher(matcher.group("actions"));
    while (each.find()) {
      char operator = each.group("operator").charAt(0);
      PERMISSIONS
          .matcher(each.group("permissions"))
          .results()
          .forEach(letters -> actions.add(new Action(operator, letters.group())));
    }
    return new ModeClause(classes(matcher.group("who")), actions.build());
  }

  private static int classes(String letters) {
    if (letters.isEmpty() || letters.contains("a")) {
      return 0777;
    }
    return (letters.contains("u") ? 0700 : 0)
        | (letters.contains("g") ? 0070 : 0)
        | (letters.contains("o") ? 0007 : 0);
  }

  /**
   * The bits after this.
   *
   * @param executable whether {@code X} stands for {@code x}
   */
  int apply(int mode, boolean executable) {
    int changed = mode;
    for (Action action : actions) {
      int bits = bits(action.permissions(), changed, executable);
      changed =
          switch (action.operator()) {
            case '+' -> changed | bits;
            case '-' -> changed & ~bits;
            default -> (changed & ~cleared()) | bits;
          };
    }
    return changed;
  }

  private int cleared() {
    return who
        | ((who & 0700) != 0 ? 04000 : 0)
        | ((who & 0070) != 0 ? 02000 : 0)
        | (who == 0777 ? 01000 : 0);
  }

  private int bits(String permissions, int mode, boolean executable) {
    return switch (permissions) {
      case "u" -> spread(mode >> 6);
      case "g" -> spread(mode >> 3);
      case "o" -> spread(mode);
      default -> letters(CharMatcher.anyOf(permissions), executable);
    };
  }

  /** Others have no set-id bit, and the sticky bit is not theirs. */
  private int letters(CharMatcher letters, boolean executable) {
    boolean execute = letters.matches('x') || (letters.matches('X') && executable);
    int each = (letters.matches('r') ? 4 : 0) | (letters.matches('w') ? 2 : 0) | (execute ? 1 : 0);
    int setId = ((who & 0700) != 0 ? 04000 : 0) | ((who & 0070) != 0 ? 02000 : 0);
    int sticky = who == 0007 ? 0 : 01000;
    return spread(each) | (letters.matches('s') ? setId : 0) | (letters.matches('t') ? sticky : 0);
  }

  private int spread(int each) {
    int three = each & 7;
    return (three << 6 | three << 3 | three) & who;
  }
}

package dev.jbuild.builder.step;

import com.google.common.base.Splitter;
import dev.jbuild.builder.failure.BuildFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of permission bits, as chmod(1) takes it: octal, or symbolic such as {@code u=rwX,go+r}.
 */
@FunctionalInterface
interface ModeChange {
  ModeChange NONE = (mode, isDirectory) -> mode;

  /** The new permission bits of a file with these. */
  int apply(int mode, boolean isDirectory);

  /** Reads what {@code --chmod} was given. */
  static ModeChange parse(String text) throws BuildFailedException {
    if (text.matches("[0-7]{1,5}") && Integer.parseInt(text, 8) <= 07777) {
      int mode = Integer.parseInt(text, 8);
      return (_, _) -> mode;
    }
    List<ModeChange> changes = new ArrayList<>();
    for (String clause : Splitter.on(',').split(text)) {
      changes.add(Clause.parse(clause, text));
    }
    return (mode, isDirectory) -> {
      int changed = mode;
      for (ModeChange change : changes) {
        changed = change.apply(changed, isDirectory);
      }
      return changed;
    };
  }

  /**
   * One clause with one operator.
   *
   * @param who bits of the classes it is about: 0700, 0070, 0007 and any of them together
   */
  record Clause(int who, char operator, String permissions) implements ModeChange {
    private static final Pattern SYNTAX = Pattern.compile("([ugoa]*)([-+=])([rwxXst]*|[ugo])");

    static Clause parse(String clause, String whole) throws BuildFailedException {
      Matcher matcher = SYNTAX.matcher(clause);
      if (!matcher.matches()) {
        throw new BuildFailedException(
            "invalid --chmod \""
                + whole
                + "\": expected octal digits from 0 to 07777, or clauses such as u=rwX,go=rX");
      }
      return new Clause(classes(matcher.group(1)), matcher.group(2).charAt(0), matcher.group(3));
    }

    @Override
    public int apply(int mode, boolean isDirectory) {
      int bits = bits(mode, isDirectory);
      return switch (operator) {
        case '+' -> mode | bits;
        case '-' -> mode & ~bits;
        default -> (mode & ~cleared()) | bits;
      };
    }

    private static int classes(String letters) {
      if (letters.isEmpty() || letters.contains("a")) {
        return 0777;
      }
      return (letters.contains("u") ? 0700 : 0)
          | (letters.contains("g") ? 0070 : 0)
          | (letters.contains("o") ? 0007 : 0);
    }

    private int cleared() {
      return who
          | ((who & 0700) != 0 ? 04000 : 0)
          | ((who & 0070) != 0 ? 02000 : 0)
          | (who == 0777 ? 01000 : 0);
    }

    private int bits(int mode, boolean isDirectory) {
      return switch (permissions) {
        case "u" -> spread(mode >> 6);
        case "g" -> spread(mode >> 3);
        case "o" -> spread(mode);
        default -> letters(mode, isDirectory);
      };
    }

    private int letters(int mode, boolean isDirectory) {
      boolean executable =
          permissions.contains("x")
              || (permissions.contains("X") && (isDirectory || (mode & 0111) != 0));
      int each =
          (permissions.contains("r") ? 4 : 0)
              | (permissions.contains("w") ? 2 : 0)
              | (executable ? 1 : 0);
      int special =
          permissions.contains("s")
              ? ((who & 0700) != 0 ? 04000 : 0) | ((who & 0070) != 0 ? 02000 : 0)
              : 0;
      return spread(each) | special | (permissions.contains("t") ? 01000 : 0);
    }

    private int spread(int each) {
      int three = each & 7;
      return (three << 6 | three << 3 | three) & who;
    }
  }
}

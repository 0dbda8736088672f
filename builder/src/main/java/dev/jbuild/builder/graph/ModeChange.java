package dev.jbuild.builder.graph;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A change of permission bits, as chmod(1) takes it: octal, or symbolic such as {@code u=rwX,go+r}.
 */
public final class ModeChange {
  private static final int LARGEST = 07777;

  private final String text;
  private final OptionalInt number;
  private final ImmutableList<ModeClause> clauses;

  private ModeChange(String text, OptionalInt number, ImmutableList<ModeClause> clauses) {
    this.text = text;
    this.number = number;
    this.clauses = clauses;
  }

  /**
   * Reads what {@code --chmod} was given.
   *
   * @throws IllegalArgumentException for what is neither octal up to 07777 nor symbolic
   */
  public static ModeChange parse(String text) {
    if (text.matches("[0-7]+")) {
      return new ModeChange(text, OptionalInt.of(octal(text)), ImmutableList.of());
    }
    ImmutableList.Builder<ModeClause> clauses = ImmutableList.builder();
    for (String clause : Splitter.on(',').split(text)) {
      clauses.add(ModeClause.parse(clause, text));
    }
    return new ModeChange(text, OptionalInt.empty(), clauses.build());
  }

  private static int octal(String text) {
    String digits = text.replaceFirst("^0+(?=.)", "");
    int mode = digits.length() > 4 ? LARGEST + 1 : Integer.parseInt(digits, 8);
    if (mode > LARGEST) {
      throw invalid(text);
    }
    return mode;
  }

  static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("invalid chmod parameter: '" + text + "'");
  }

  /** The new permission bits of a file with these. */
  public int apply(int mode, boolean isDirectory) {
    if (number.isPresent()) {
      return number.getAsInt();
    }
    boolean executable = isDirectory || (mode & 0111) != 0;
    int changed = mode;
    for (ModeClause clause : clauses) {
      changed = clause.apply(changed, executable);
    }
    return changed;
  }

  /** The bits of an octal change; empty for a symbolic one, which says nothing by itself. */
  public OptionalInt number() {
    return number;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModeChange change && change.text.equals(text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}

package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.source.Span;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signals of Linux, by name or number (signal(7)). */
final class Signals {
  private static final Pattern REAL_TIME =
      Pattern.compile("RTM(?:IN(?:\\+(\\d+))?|AX(?:-(\\d+))?)");
  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT",
          "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM",
          "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ");

  private Signals() {}

  static void require(String signal, Span span) throws Refusal {
    Integer number = Ints.tryParse(signal);
    if (number != null ? number == 0 : !isName(signal)) {
      throw Refusal.at(
          span,
          "invalid signal: " + signal,
          Suggestion.nearest(name(signal), NAMES)
              .map(near -> "did you mean SIG" + near + "?")
              .orElse("expected a name such as SIGTERM, or a number"));
    }
  }

  private static boolean isName(String signal) {
    String name = name(signal);
    return NAMES.contains(name) || isRealTime(name);
  }

  private static String name(String signal) {
    String upper = signal.toUpperCase(Locale.ROOT);
    return upper.startsWith("SIG") ? upper.substring(3) : upper;
  }

  private static boolean isRealTime(String name) {
    Matcher matcher = REAL_TIME.matcher(name);
    if (!matcher.matches()) {
      return false;
    }
    return within(matcher.group(1), 15) && within(matcher.group(2), 14);
  }

  private static boolean within(@org.jspecify.annotations.Nullable String offset, int most) {
    if (offset == null) {
      return true;
    }
    Integer number = Ints.tryParse(offset);
    return number != null && number >= 1 && number <= most;
  }
}

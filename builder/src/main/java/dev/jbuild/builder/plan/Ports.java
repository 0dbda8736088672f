package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.jbuild.parser.source.Span;
import java.util.Locale;
import java.util.stream.IntStream;

/** Reads what EXPOSE takes: {@code [ip:][public:]port[-port][/protocol]}. */
final class Ports {
  private static final ImmutableList<String> PROTOCOLS = ImmutableList.of("tcp", "udp", "sctp");

  private Ports() {}

  /** Each port as {@code 80/tcp}. What stands before the container's port has no meaning here. */
  static ImmutableList<String> parse(String text, Span span) throws Refusal {
    String container = text.substring(text.lastIndexOf(':') + 1);
    int slash = container.indexOf('/');
    String range = slash < 0 ? container : container.substring(0, slash);
    String protocol = slash < 0 ? "tcp" : container.substring(slash + 1).toLowerCase(Locale.ROOT);
    if (range.isEmpty()) {
      throw invalid(text, span, "no port specified");
    }
    String known = protocol.isEmpty() ? "tcp" : protocol;
    if (!PROTOCOLS.contains(known)) {
      throw invalid(text, span, "invalid proto: " + protocol);
    }
    int dash = range.indexOf('-');
    int first = number(text, dash < 0 ? range : range.substring(0, dash), span);
    int last = dash < 0 ? first : number(text, range.substring(dash + 1), span);
    if (last < first) {
      throw invalid(text, span, "invalid port range: " + range);
    }
    return IntStream.rangeClosed(first, last)
        .mapToObj(port -> port + "/" + known)
        .collect(ImmutableList.toImmutableList());
  }

  private static int number(String text, String digits, Span span) throws Refusal {
    Integer port = Ints.tryParse(digits);
    if (port == null || port < 0 || port > 65535) {
      throw invalid(text, span, "invalid containerPort: " + digits);
    }
    return port;
  }

  private static Refusal invalid(String text, Span span, String why) {
    return Refusal.at(
        span,
        "invalid port: \"" + text + "\": " + why,
        "expected port or range from 0 to 65535, with /tcp, /udp or /sctp");
  }
}

package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import dev.jbuild.parser.source.Span;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads what EXPOSE takes: {@code [[ip:]public:]port[-port][/protocol]}. */
final class Ports {
  private static final ImmutableList<String> PROTOCOLS = ImmutableList.of("tcp", "udp", "sctp");
  private static final int LARGEST = 65535;

  private final String text;
  private final Span span;

  private Ports(String text, Span span) {
    this.text = text;
    this.span = span;
  }

  /** Each port as {@code 80/tcp}. What stands before the container's port has no meaning here. */
  static ImmutableList<String> parse(String text, Span span) throws Refusal {
    return new Ports(text, span).parse();
  }

  private record Range(int first, int last) {
    int size() {
      return last - first + 1;
    }
  }

  private ImmutableList<String> parse() throws Refusal {
    int colon = text.lastIndexOf(':');
    String container = text.substring(colon + 1);
    int slash = container.indexOf('/');
    String ports = slash < 0 ? container : container.substring(0, slash);
    if (ports.isEmpty()) {
      throw invalid("no port specified");
    }
    String protocol = protocol(slash < 0 ? "" : container.substring(slash + 1));
    Range range = range(ports, "containerPort");
    if (colon >= 0) {
      checkPublic(text.substring(0, colon), range);
    }
    return IntStream.rangeClosed(range.first(), range.last())
        .mapToObj(port -> port + "/" + protocol)
        .collect(ImmutableList.toImmutableList());
  }

  private String protocol(String name) throws Refusal {
    String lower = name.toLowerCase(Locale.ROOT);
    String protocol = lower.isEmpty() ? "tcp" : lower;
    if (!PROTOCOLS.contains(protocol)) {
      throw invalid("invalid proto: " + name);
    }
    return protocol;
  }

  private void checkPublic(String address, Range container) throws Refusal {
    int colon = address.lastIndexOf(':');
    String ip = colon < 0 ? "" : address.substring(0, colon);
    String bare = ip.startsWith("[") && ip.endsWith("]") ? ip.substring(1, ip.length() - 1) : ip;
    if (!bare.isEmpty() && !InetAddresses.isInetAddress(bare)) {
      throw invalid("invalid IP address: " + ip);
    }
    String ports = address.substring(colon + 1);
    Optional<Range> host =
        ports.isEmpty() ? Optional.empty() : Optional.of(range(ports, "hostPort"));
    if (host.isPresent() && container.size() > 1 && host.get().size() != container.size()) {
      throw invalid("invalid ranges specified for container and host Ports");
    }
  }

  private Range range(String ports, String what) throws Refusal {
    int dash = ports.indexOf('-');
    int first = number(dash < 0 ? ports : ports.substring(0, dash), ports, what);
    int last = dash < 0 ? first : number(ports.substring(dash + 1), ports, what);
    if (last < first) {
      throw invalid("invalid " + what + ": " + ports + " counts down");
    }
    return new Range(first, last);
  }

  private int number(String digits, String ports, String what) throws Refusal {
    Integer port = digits.matches("\\d+") ? Ints.tryParse(digits) : null;
    if (port == null || port > LARGEST) {
      throw invalid("invalid " + what + ": " + ports);
    }
    return port;
  }

  private Refusal invalid(String why) {
    return Refusal.at(
        span,
        "invalid port: \"" + text + "\": " + why,
        "expected port or range from 0 to 65535, with /tcp, /udp or /sctp");
  }
}

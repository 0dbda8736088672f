package dev.jbuild.cli.option;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import dev.jbuild.sandbox.HostEntry;

/** {@code --add-host NAME:ADDRESS}, also with {@code =}, and with IPv6 in brackets. */
final class HostArgument {
  private static final CharMatcher SEPARATOR = CharMatcher.anyOf(":=");

  private HostArgument() {}

  static HostEntry parse(String argument) throws UsageException {
    int equals = argument.indexOf('=');
    int separator = equals < 0 ? SEPARATOR.indexIn(argument) : equals;
    if (separator <= 0 || CharMatcher.whitespace().matchesAnyOf(argument)) {
      throw new UsageException("--add-host " + argument + ": expected NAME:ADDRESS");
    }
    String address = withoutBrackets(argument.substring(separator + 1));
    if (!address.equals(HostEntry.GATEWAY) && !InetAddresses.isInetAddress(address)) {
      throw new UsageException(
          "--add-host "
              + argument
              + ": \""
              + address
              + "\" is neither an IP address nor "
              + HostEntry.GATEWAY);
    }
    return new HostEntry(argument.substring(0, separator), address);
  }

  private static String withoutBrackets(String address) {
    return address.startsWith("[") && address.endsWith("]")
        ? address.substring(1, address.length() - 1)
        : address;
  }
}

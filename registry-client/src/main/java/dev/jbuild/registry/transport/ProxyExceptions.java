package dev.jbuild.registry.transport;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.util.Locale;

/**
 * The hosts of {@code NO_PROXY}: names with all below them, addresses, networks as {@code
 * 10.0.0.0/8}, each with a port or without; {@code *} is all.
 */
record ProxyExceptions(String list) {
  private static final Splitter ENTRIES =
      Splitter.on(',').trimResults(CharMatcher.whitespace()).omitEmptyStrings();

  boolean cover(String host, int port) {
    String bare = host.replaceAll("[\\[\\]]", "");
    return ENTRIES
        .splitToStream(list.toLowerCase(Locale.ROOT))
        .anyMatch(entry -> covers(entry, bare, port));
  }

  private static boolean covers(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    if (entry.indexOf('/') >= 0) {
      return isInNetwork(entry, host);
    }
    if (InetAddresses.isInetAddress(entry)) {
      return InetAddresses.isInetAddress(host)
          && InetAddresses.forString(entry).equals(InetAddresses.forString(host));
    }
    HostAndPort named = HostAndPort.fromString(entry);
    String name = named.getHost().replaceFirst("^\\*?\\.", "");
    boolean isBelow = host.endsWith("." + name);
    boolean isNamed = host.equals(name) && !named.getHost().startsWith(".");
    return (isBelow || isNamed) && (!named.hasPort() || named.getPort() == port);
  }

  private static boolean isInNetwork(String network, String host) {
    int slash = network.indexOf('/');
    String start = network.substring(0, slash);
    String length = network.substring(slash + 1);
    if (!InetAddresses.isInetAddress(host)
        || !InetAddresses.isInetAddress(start)
        || !length.matches("[0-9]{1,3}")) {
      return false;
    }
    byte[] wanted = InetAddresses.forString(start).getAddress();
    byte[] given = InetAddresses.forString(host).getAddress();
    int ignored = wanted.length * Byte.SIZE - Integer.parseInt(length);
    return wanted.length == given.length
        && ignored >= 0
        && number(wanted).shiftRight(ignored).equals(number(given).shiftRight(ignored));
  }

  private static BigInteger number(byte[] address) {
    return new BigInteger(1, address);
  }
}

package dev.jbuild.registry;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;

/** Tells hosts that no other machine can listen to: 127.0.0.0/8, ::1 and localhost. */
final class Loopback {
  private Loopback() {}

  /** Asks no name server. */
  static boolean is(String hostAndPort) {
    String host = HostAndPort.fromString(hostAndPort).getHost();
    return host.equals("localhost")
        || (InetAddresses.isInetAddress(host) && InetAddresses.forString(host).isLoopbackAddress());
  }
}

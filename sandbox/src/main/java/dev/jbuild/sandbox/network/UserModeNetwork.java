package dev.jbuild.sandbox.network;

import dev.jbuild.sandbox.linux.NetworkNamespace;
import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network of one run's own. What it sends, slirp4netns sends from this machine; what listens on
 * this machine's loopback addresses is out of its reach.
 */
record UserModeNetwork(Path place, NetworkNamespace own, Slirp slirp) implements RunNetwork {
  /** Documentation address of RFC 5737: stands for any address that is far away. */
  private static final String FAR_AWAY = "192.0.2.1";

  private static final int ANY_PORT = 9;

  /**
   * Makes one.
   *
   * @param place a directory of its own, to be made
   * @throws IOException that says why this machine has no such networks
   */
  static UserModeNetwork make(Path place) throws IOException, InterruptedException {
    Path program = Slirp.find();
    Files.createDirectory(place);
    NetworkNamespace own = NetworkNamespace.make(place.resolve("namespace"));
    try {
      return new UserModeNetwork(place, own, Slirp.start(program, own, place.resolve("log")));
    } catch (IOException | InterruptedException e) {
      own.close();
      throw e;
    }
  }

  @Override
  public Optional<Path> namespace() {
    return Optional.of(own.file());
  }

  /** Asks slirp4netns, which asks whom this machine asks. */
  @Override
  public String resolverSettings() throws IOException {
    Stream<String> others =
        RunNetwork.resolverSettingsOfMachine().lines().filter(line -> !isServer(line));
    return Stream.concat(others, Stream.of("nameserver " + Slirp.NAME_SERVER))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static boolean isServer(String line) {
    return line.strip().startsWith("nameserver");
  }

  /**
   * The address that this machine sends from: slirp4netns's own for it leads to the loopback
   * device. Connecting a datagram socket sends nothing.
   */
  @Override
  public String gateway() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(FAR_AWAY, ANY_PORT));
      return socket.getLocalAddress().getHostAddress();
    } catch (SocketException unreachable) {
      return Slirp.GATEWAY;
    }
  }

  @Override
  public void close() throws IOException {
    slirp.close();
    own.close();
    TreeDeletion.delete(place);
  }
}

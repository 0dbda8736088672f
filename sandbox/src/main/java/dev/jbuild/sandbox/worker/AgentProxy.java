package dev.jbuild.sandbox.worker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes on what commands say to an SSH agent. The agent itself talks to its owner only, which a
 * command's user may not be.
 */
final class AgentProxy implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private final ServerSocketChannel server;
  private final Path agent;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private AgentProxy(ServerSocketChannel server, Path agent) {
    this.server = server;
    this.agent = agent;
  }

  /** Makes the socket and listens on it. */
  static AgentProxy start(Path socket, Path agent) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    AgentProxy proxy = new AgentProxy(server, agent);
    Thread.ofPlatform().daemon().name("ssh-agent").start(proxy::serve);
    return proxy;
  }

  private void serve() {
    while (server.isOpen()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        logUnlessClosed(e);
      }
    }
  }

  private void connect(SocketChannel command) throws IOException {
    open.add(command);
    SocketChannel channel;
    try {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(agent));
    } catch (IOException e) {
      end(command);
      throw e;
    }
    open.add(channel);
    Thread.ofVirtual().start(() -> pass(command, channel));
    Thread.ofVirtual().start(() -> pass(channel, command));
  }

  private void pass(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException e) {
      logUnlessClosed(e);
    }
    end(from);
    end(to);
  }

  private void end(SocketChannel channel) {
    open.remove(channel);
    try {
      channel.close();
    } catch (IOException e) {
      logUnlessClosed(e);
    }
  }

  private void logUnlessClosed(IOException e) {
    if (server.isOpen() && !(e instanceof java.nio.channels.ClosedChannelException)) {
      System.err.println("ssh agent " + agent + ": " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(this::end);
  }
}

package dev.jbuild.e2e.differ;

import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.jbuild.testkit.GitDaemon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Servers of a directory: its files over HTTP, its repositories by git's own protocol. */
final class Servers implements AutoCloseable {
  private final Optional<HttpServer> web;
  private final Optional<GitDaemon> git;

  private Servers(Optional<HttpServer> web, Optional<GitDaemon> git) {
    this.web = web;
    this.git = git;
  }

  /** None where the directory is not there. */
  static Servers of(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return new Servers(Optional.empty(), Optional.empty());
    }
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer web = SimpleFileServer.createFileServer(address, directory, OutputLevel.NONE);
    web.start();
    return new Servers(Optional.of(web), Optional.of(git(directory)));
  }

  private static GitDaemon git(Path directory) throws IOException {
    try {
      return GitDaemon.serve(directory);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git daemon started", e);
    }
  }

  /** Their addresses, by the name of the server. */
  ImmutableMap<String, String> addresses() {
    ImmutableMap.Builder<String, String> addresses = ImmutableMap.builder();
    web.ifPresent(
        server -> addresses.put("http", "http://127.0.0.1:" + server.getAddress().getPort()));
    git.ifPresent(daemon -> addresses.put("git", daemon.url("").replaceFirst("/$", "")));
    return addresses.buildOrThrow();
  }

  @Override
  public void close() {
    web.ifPresent(server -> server.stop(0));
    git.ifPresent(GitDaemon::close);
  }
}

package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The {@code certs.d} directories of Docker and podman: below each, a directory {@code host[:port]}
 * with authorities ({@code *.crt}) and client certificates ({@code *.cert} beside {@code *.key}).
 * Each is looked at once, for every request asks.
 */
public final class CertificateDirectories {
  static final CertificateDirectories NONE = new CertificateDirectories(ImmutableList.of());

  private final ImmutableList<Path> directories;
  private final Map<String, Optional<Certificates>> found = new ConcurrentHashMap<>();

  /** What stands in the directory of a registry. */
  private record Certificates(
      ImmutableList<Path> authorities, ImmutableList<RegistryOptions.KeyPair> keyPairs) {}

  /**
   * Reads nothing yet.
   *
   * @param directories the first that has one for the registry counts
   */
  CertificateDirectories(ImmutableList<Path> directories) {
    this.directories = directories;
  }

  /** The user's and the system's. Reads nothing yet. */
  public static CertificateDirectories of(Map<String, String> environment, Path home) {
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path config = xdg.isEmpty() ? home.resolve(".config") : Path.of(xdg);
    return new CertificateDirectories(
        ImmutableList.of(
            config.resolve("containers/certs.d"),
            config.resolve("docker/certs.d"),
            Path.of("/etc/containers/certs.d"),
            Path.of("/etc/docker/certs.d")));
  }

  /** The options with what is found for the registry, where they name no certificates. */
  RegistryOptions complete(RegistryOptions options, String registry) {
    if (!options.ca().isEmpty() || !options.keyPairs().isEmpty() || registry.contains("/")) {
      return options;
    }
    return found
        .computeIfAbsent(registry, this::find)
        .map(here -> options.withCa(here.authorities()).withKeyPairs(here.keyPairs()))
        .orElse(options);
  }

  private Optional<Certificates> find(String registry) {
    return directories.stream()
        .map(directory -> directory.resolve(registry))
        .filter(Files::isDirectory)
        .findFirst()
        .map(CertificateDirectories::read);
  }

  private static Certificates read(Path directory) {
    ImmutableList.Builder<RegistryOptions.KeyPair> pairs = ImmutableList.builder();
    for (Path certificate : files(directory, "*.cert")) {
      String name = certificate.getFileName().toString().replaceFirst("\\.cert$", ".key");
      pairs.add(new RegistryOptions.KeyPair(directory.resolve(name), certificate));
    }
    return new Certificates(files(directory, "*.crt"), pairs.build());
  }

  private static ImmutableList<Path> files(Path directory, String pattern) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
      return ImmutableList.sortedCopyOf(files);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return ImmutableList.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory, e);
    }
  }
}

package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The {@code certs.d} directories of Docker and podman: below each, a directory {@code host[:port]}
 * with authorities ({@code *.crt}) and client certificates ({@code *.cert} beside {@code *.key}).
 *
 * @param directories the first that has one for the registry counts
 */
public record CertificateDirectories(ImmutableList<Path> directories) {
  static final CertificateDirectories NONE = new CertificateDirectories(ImmutableList.of());

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
    return directories.stream()
        .map(directory -> directory.resolve(registry))
        .filter(Files::isDirectory)
        .findFirst()
        .map(directory -> with(options, directory))
        .orElse(options);
  }

  private static RegistryOptions with(RegistryOptions options, Path directory) {
    List<RegistryOptions.KeyPair> pairs = new ArrayList<>();
    for (Path certificate : files(directory, "*.cert")) {
      String name = certificate.getFileName().toString().replaceFirst("\\.cert$", ".key");
      pairs.add(new RegistryOptions.KeyPair(directory.resolve(name), certificate));
    }
    return options.withCa(files(directory, "*.crt")).withKeyPairs(pairs);
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

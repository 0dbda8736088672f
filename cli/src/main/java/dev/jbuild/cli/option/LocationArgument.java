package dev.jbuild.cli.option;

import dev.jbuild.builder.ImageLocation;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Places of images on the command line: {@code docker://NAME}, {@code oci:DIR[:NAME]} and others.
 */
public final class LocationArgument {
  private static final List<String> KINDS =
      List.of("docker://", "store:", "oci:", "oci-archive:", "docker-archive:", "dir:");

  private LocationArgument() {}

  /** The kinds of places, for help texts. */
  public static String kinds() {
    return "docker://NAME (a registry), store:NAME (the local store), oci:DIR[:NAME],"
        + " oci-archive:FILE[:NAME], docker-archive:FILE[:NAME], dir:DIR";
  }

  /** Whether the text names the kind of place that it is. */
  public static boolean isLocation(String text) {
    return KINDS.stream().anyMatch(text::startsWith);
  }

  /**
   * Reads a place.
   *
   * @param where it stands, for the message
   */
  public static ImageLocation parse(String where, String text) throws UsageException {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? "" : text.substring(0, colon);
    String rest = text.substring(colon + 1);
    return switch (kind) {
      case "docker" -> new ImageLocation.Registry(name(where, registryName(where, text)));
      case "store" -> new ImageLocation.Store(ImageArgument.key(where, rest));
      case "oci" -> new ImageLocation.Layout(path(where, text, rest), behindColon(rest));
      case "oci-archive" ->
          new ImageLocation.OciArchive(path(where, text, rest), behindColon(rest));
      case "docker-archive" -> {
        Optional<String> given = behindColon(rest);
        yield new ImageLocation.DockerArchive(
            path(where, text, rest),
            given.isPresent() ? Optional.of(name(where, given.get())) : Optional.empty());
      }
      case "dir" -> new ImageLocation.Directory(whole(where, text, rest));
      default -> throw unknown(where, text, kind);
    };
  }

  private static String registryName(String where, String text) throws UsageException {
    if (!text.startsWith("docker://")) {
      throw new UsageException(
          where + ": \"" + text + "\": write docker://" + text.substring("docker:".length()));
    }
    return text.substring("docker://".length());
  }

  private static ImageReference name(String where, String name) throws UsageException {
    return ImageArgument.parse(where, name);
  }

  private static Path path(String where, String text, String rest) throws UsageException {
    int colon = rest.indexOf(':');
    return whole(where, text, colon < 0 ? rest : rest.substring(0, colon));
  }

  private static Path whole(String where, String text, String path) throws UsageException {
    if (path.isEmpty()) {
      throw new UsageException(where + ": \"" + text + "\" lacks its path");
    }
    return Path.of(path);
  }

  private static Optional<String> behindColon(String rest) {
    int colon = rest.indexOf(':');
    return colon < 0 || colon == rest.length() - 1
        ? Optional.empty()
        : Optional.of(rest.substring(colon + 1));
  }

  private static UsageException unknown(String where, String text, String kind) {
    String start = where + ": \"" + text + "\" does not say what kind of place it is: ";
    String clause = Suggestion.clause(kind + ":", KINDS);
    return new UsageException(
        clause.isEmpty()
            ? start
                + "write docker://"
                + text
                + " for a registry, store:"
                + text
                + " for the local store, or one of oci:DIR, oci-archive:FILE, docker-archive:FILE,"
                + " dir:DIR"
            : where + ": unknown kind of place in \"" + text + "\"" + clause);
  }
}

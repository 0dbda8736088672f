package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.Output;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One {@code --output} value.
 *
 * @param names of {@code name=}, as they are written
 */
record OutputSpec(
    ImmutableList<Output> outputs, ImmutableList<String> names, Optional<Compression> compression) {
  private static final List<String> TYPES =
      List.of("image", "registry", "oci", "docker", "tar", "local");
  private static final Set<String> KEYS = Set.of("type", "dest", "name", "push", "compression");
  private static final Set<String> COMING =
      Set.of(
          "annotation",
          "attestation-inline",
          "attestation-prefix",
          "compression-level",
          "dangling-name-prefix",
          "force-compression",
          "mode",
          "name-canonical",
          "oci-artifact",
          "oci-mediatypes",
          "platform-split",
          "prefer-nondist-layers",
          "push-by-digest",
          "registry.insecure",
          "rewrite-timestamp",
          "source-date-epoch",
          "store",
          "tar",
          "unpack");

  /** Reads {@code type=...,key=value}, a directory, or {@code -}. */
  static OutputSpec parse(String text) throws UsageException {
    if (text.equals("-")) {
      return only(new Output.RootTar(Path.of("-")));
    }
    if (!text.contains("=")) {
      return only(new Output.Directory(path(text)));
    }
    Map<String, String> attributes = attributes(text);
    Optional<String> compression = Optional.ofNullable(attributes.get("compression"));
    return new OutputSpec(
        outputs(text, attributes),
        names(attributes),
        compression.isPresent() ? Optional.of(compression(compression.get())) : Optional.empty());
  }

  private static OutputSpec only(Output output) {
    return new OutputSpec(ImmutableList.of(output), ImmutableList.of(), Optional.empty());
  }

  private static Map<String, String> attributes(String text) throws UsageException {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String field : CsvFields.of(text)) {
      int equals = field.indexOf('=');
      String key = equals < 0 ? field : field.substring(0, equals);
      checkKey(key);
      if (equals < 0) {
        throw new UsageException("--output " + text + ": expected " + key + "=VALUE");
      }
      attributes.put(key, field.substring(equals + 1));
    }
    return attributes;
  }

  private static void checkKey(String key) throws UsageException {
    if (COMING.contains(key) || key.startsWith("annotation")) {
      throw UsageException.notYet("--output " + key + "=");
    }
    if (!KEYS.contains(key)) {
      throw new UsageException(
          "--output: unknown key \"" + key + "\"" + Suggestion.clause(key, KEYS));
    }
  }

  private static ImmutableList<Output> outputs(String text, Map<String, String> attributes)
      throws UsageException {
    String type = attributes.getOrDefault("type", "");
    boolean push = bool(attributes, "push");
    if (push && !type.equals("image") && !type.equals("registry")) {
      throw new UsageException("--output " + text + ": push= goes with type=image");
    }
    if (attributes.containsKey("dest") && List.of("image", "registry").contains(type)) {
      throw new UsageException("--output " + text + ": dest= does not go with type=" + type);
    }
    return switch (type) {
      case "image" ->
          push
              ? ImmutableList.of(new Output.LocalStore(), new Output.Registry())
              : ImmutableList.of(new Output.LocalStore());
      case "registry" -> ImmutableList.of(new Output.Registry());
      case "oci" -> ImmutableList.of(new Output.OciArchive(streamed(attributes)));
      case "docker" ->
          ImmutableList.of(new Output.DockerArchive(archive(destination(text, attributes))));
      case "tar" -> ImmutableList.of(new Output.RootTar(streamed(attributes)));
      case "local" -> ImmutableList.of(new Output.Directory(destination(text, attributes)));
      default -> throw unknownType(text, type);
    };
  }

  private static UsageException unknownType(String text, String type) {
    if (type.isEmpty()) {
      return new UsageException(
          "--output " + text + ": missing type= (one of " + String.join(", ", TYPES) + ")");
    }
    return new UsageException(
        "--output: unknown type \"" + type + "\"" + Suggestion.clause(type, TYPES));
  }

  /** Where there is no destination, the archive goes to standard output. */
  private static Path streamed(Map<String, String> attributes) throws UsageException {
    return archive(path(attributes.getOrDefault("dest", "-")));
  }

  private static Path archive(Path file) throws UsageException {
    return file.toString().equals("-") ? file : FileToWrite.checked("--output", file);
  }

  private static Path destination(String text, Map<String, String> attributes)
      throws UsageException {
    String destination = attributes.getOrDefault("dest", "");
    if (destination.isEmpty()) {
      throw new UsageException("--output " + text + ": missing dest=PATH");
    }
    return path(destination);
  }

  private static Path path(String text) throws UsageException {
    if (text.isEmpty()) {
      throw new UsageException("--output: the destination is empty");
    }
    return Path.of(text);
  }

  private static boolean bool(Map<String, String> attributes, String key) throws UsageException {
    String value = attributes.getOrDefault(key, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw new UsageException("--output: " + key + "=" + value + " is neither true nor false");
    }
    return value.equals("true");
  }

  private static ImmutableList<String> names(Map<String, String> attributes) {
    String names = attributes.getOrDefault("name", "");
    return names.isEmpty() ? ImmutableList.of() : ImmutableList.copyOf(names.split(",", -1));
  }

  static Compression compression(String word) throws UsageException {
    return switch (word) {
      case "gzip" -> Compression.GZIP;
      case "zstd" -> Compression.ZSTD;
      case "uncompressed" -> Compression.NONE;
      case "estargz" -> throw UsageException.notYet("compression=estargz");
      default ->
          throw new UsageException(
              "unknown compression \"" + word + "\": expected gzip, zstd or uncompressed");
    };
  }
}

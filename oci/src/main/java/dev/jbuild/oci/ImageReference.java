package dev.jbuild.oci;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of an image, {@code [registry/]repository[:tag][@digest]}, in its full form: Docker's
 * defaults ({@code docker.io}, {@code library/}) are filled in by {@link #parse}. The grammar is
 * that of the distribution spec; registries may be IPv6 literals in brackets.
 *
 * @param registry host with optional port, such as {@code docker.io} or {@code 127.0.0.1:5000}
 * @param repository path within the registry, such as {@code library/debian}
 * @param tag empty when the reference has none; {@link #tagOrLatest} applies the default
 */
public record ImageReference(
    String registry, String repository, Optional<String> tag, Optional<Digest> digest) {
  public static final String DOCKER_HUB = "docker.io";

  private static final int LONGEST_REPOSITORY = 255;
  private static final Pattern IMAGE_ID = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");
  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?:\\[[0-9a-fA-F:.]+]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::[0-9]{1,5})?");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final Pattern WHOLE =
      Pattern.compile("(?<name>[^@]*?)(?::(?<tag>[^:/@]+))?(?:@(?<digest>.+))?");

  public ImageReference {
    check(REGISTRY, registry, "registry");
    check(REPOSITORY, repository, "repository name");
    if (repository.length() > LONGEST_REPOSITORY) {
      throw new IllegalArgumentException(
          "invalid reference format: repository name longer than 255 characters: " + repository);
    }
    tag.ifPresent(text -> check(TAG, text, "tag"));
  }

  /**
   * Reads a reference as {@code docker build} does, with Docker Hub's defaults. Throws
   * IllegalArgumentException that says which part is wrong.
   */
  public static ImageReference parse(String text) {
    Matcher matcher = WHOLE.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new IllegalArgumentException("invalid reference format: \"" + text + "\"");
    }
    if (IMAGE_ID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "invalid reference format: an image ID is no name: \"" + text + "\"");
    }
    String name = matcher.group("name");
    Optional<String> tag = Optional.ofNullable(matcher.group("tag"));
    Optional<Digest> digest = Optional.ofNullable(matcher.group("digest")).map(Digest::parse);
    int slash = name.indexOf('/');
    if (slash > 0 && isRegistry(name.substring(0, slash))) {
      return of(name.substring(0, slash), name.substring(slash + 1), tag, digest);
    }
    return of(DOCKER_HUB, name, tag, digest);
  }

  private static ImageReference of(
      String registry, String repository, Optional<String> tag, Optional<Digest> digest) {
    boolean hub = registry.equals(DOCKER_HUB) || registry.equals("index.docker.io");
    boolean official = hub && !repository.contains("/");
    return new ImageReference(
        hub ? DOCKER_HUB : registry, official ? "library/" + repository : repository, tag, digest);
  }

  private static boolean isRegistry(String first) {
    return first.contains(".")
        || first.contains(":")
        || first.equals("localhost")
        || !first.equals(first.toLowerCase(Locale.ROOT));
  }

  private static void check(Pattern pattern, String part, String what) {
    if (!pattern.matcher(part).matches()) {
      boolean lower = pattern.matcher(part.toLowerCase(Locale.ROOT)).matches();
      String hint = lower ? " (it must be lowercase)" : "";
      throw new IllegalArgumentException(
          "invalid reference format: invalid " + what + " \"" + part + "\"" + hint);
    }
  }

  /** The tag, or {@code latest} where there is neither tag nor digest. */
  public String tagOrLatest() {
    return tag.orElse("latest");
  }

  /** What a manifest request asks for: the digest if there is one, else the tag. */
  public String manifestKey() {
    return digest.map(Digest::toString).orElseGet(this::tagOrLatest);
  }

  public ImageReference withTag(String next) {
    return new ImageReference(registry, repository, Optional.of(next), Optional.empty());
  }

  /** The repository alone. */
  public ImageReference bare() {
    return new ImageReference(registry, repository, Optional.empty(), Optional.empty());
  }

  public ImageReference withDigest(Digest next) {
    return new ImageReference(registry, repository, tag, Optional.of(next));
  }

  /** {@code registry/repository}, without tag and digest. */
  public String name() {
    return registry + "/" + repository;
  }

  /** The full form, with {@code :latest} where there is neither tag nor digest. */
  @Override
  public String toString() {
    String tagged =
        tag.or(() -> digest.isPresent() ? Optional.empty() : Optional.of("latest"))
            .map(text -> ":" + text)
            .orElse("");
    return name() + tagged + digest.map(text -> "@" + text).orElse("");
  }

  /** The short form people write: without {@code docker.io/library/}. */
  public String familiar() {
    String full = toString();
    String library = DOCKER_HUB + "/library/";
    if (full.startsWith(library)) {
      return full.substring(library.length());
    }
    return full.startsWith(DOCKER_HUB + "/") ? full.substring(DOCKER_HUB.length() + 1) : full;
  }
}

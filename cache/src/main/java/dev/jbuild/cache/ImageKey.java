package dev.jbuild.cache;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people type for an image of the local store: its name, or its ID as {@code docker images}
 * understands it, that is the first hex digits, four at least, of the manifest's or the config's
 * digest, with or without {@code sha256:}. A text may be both; a name goes first.
 *
 * @param name empty where the text can only be an ID
 * @param id the hex digits; empty where the text can only be a name
 */
public record ImageKey(String text, Optional<ImageReference> name, Optional<String> id) {
  private static final Pattern ID = Pattern.compile("(?<algorithm>sha256:)?(?<hex>[0-9a-f]{4,64})");
  private static final int WHOLE = 64;

  /** Throws IllegalArgumentException that says which part is wrong. */
  public static ImageKey parse(String text) {
    Matcher matcher = ID.matcher(text);
    if (!matcher.matches()) {
      return of(ImageReference.parse(text));
    }
    String hex = matcher.group("hex");
    boolean onlyId = hex.length() == WHOLE || matcher.group("algorithm") != null;
    Optional<ImageReference> name =
        onlyId ? Optional.empty() : Optional.of(ImageReference.parse(text));
    return new ImageKey(text, name, Optional.of(hex));
  }

  /** The name, and nothing else. */
  public static ImageKey of(ImageReference name) {
    return new ImageKey(name.familiar(), Optional.of(name), Optional.empty());
  }

  /** Whether nothing of this text hints at an ID. */
  public boolean isName() {
    return id.isEmpty();
  }

  boolean isIdOf(Digest digest) {
    return id.filter(digest.hex()::startsWith).isPresent();
  }

  /** As messages quote it. */
  @Override
  public String toString() {
    return text;
  }
}

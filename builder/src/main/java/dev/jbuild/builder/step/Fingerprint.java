package dev.jbuild.builder.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Ints;
import dev.jbuild.oci.Digest;
import java.security.MessageDigest;
import java.util.Optional;

/** The digest of a sequence of texts; no two different sequences give the same bytes. */
public final class Fingerprint {
  private final MessageDigest hasher = Digest.hasher();

  /** Starts with what is fingerprinted, so that different things never collide. */
  public static Fingerprint of(String what) {
    return new Fingerprint().add(what);
  }

  private Fingerprint() {}

  /** Adds the text of a value. */
  public Fingerprint add(Object value) {
    byte[] bytes = value.toString().getBytes(UTF_8);
    hasher.update(Ints.toByteArray(bytes.length));
    hasher.update(bytes);
    return this;
  }

  /** Adds all values and how many they are. */
  public Fingerprint addAll(Iterable<?> values) {
    int count = 0;
    for (Object value : values) {
      add(value);
      count++;
    }
    return add(count);
  }

  /** Adds the value, or that there is none. */
  public Fingerprint addOptional(Optional<?> value) {
    return addAll(value.stream().toList());
  }

  /** The digest of all that was added. Can be called once. */
  public Digest digest() {
    return Digest.of(hasher);
  }
}

package dev.jbuild.registry;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a registry did not do what it was asked. The message says what was asked of whom, what came
 * back and what to do; it holds no secret.
 */
public abstract sealed class RegistryException extends java.io.IOException {
  private static final long serialVersionUID = 1;

  private RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether the same request may well succeed a little later. */
  public abstract boolean retryable();

  /** How long the registry wants to be left alone. */
  public Optional<Duration> retryAfter() {
    return Optional.empty();
  }

  /** No such repository, tag, platform or blob. */
  public static final class NotFound extends RegistryException {
    private static final long serialVersionUID = 1;

    public NotFound(String message) {
      super(message, null);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** The registry does not let us, or we do not trust it. */
  public static final class Denied extends RegistryException {
    private static final long serialVersionUID = 1;

    public Denied(String message) {
      super(message, null);
    }

    public Denied(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** Too many requests. */
  public static final class RateLimited extends RegistryException {
    private static final long serialVersionUID = 1;

    private final @Nullable Duration retryAfter;

    public RateLimited(String message, Optional<Duration> retryAfter) {
      super(message, null);
      this.retryAfter = retryAfter.orElse(null);
    }

    @Override
    public boolean retryable() {
      return true;
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /** Not reachable, overloaded, or broken off in the middle. */
  public static final class Unavailable extends RegistryException {
    private static final long serialVersionUID = 1;

    private final @Nullable Duration retryAfter;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
      this.retryAfter = null;
    }

    public Unavailable(String message, Optional<Duration> retryAfter) {
      super(message, null);
      this.retryAfter = retryAfter.orElse(null);
    }

    @Override
    public boolean retryable() {
      return true;
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /** What came, or what arrived there, is not what its digest or size says, or is no image. */
  public static final class Corrupt extends RegistryException {
    private static final long serialVersionUID = 1;

    public Corrupt(String message) {
      super(message, null);
    }

    public Corrupt(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** What the user has written down about registries can't be read. */
  public static final class Misconfigured extends RegistryException {
    private static final long serialVersionUID = 1;

    public Misconfigured(String message) {
      super(message, null);
    }

    public Misconfigured(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** The registry can't do this, or we can't. */
  public static sealed class Unsupported extends RegistryException {
    private static final long serialVersionUID = 1;

    public Unsupported(String message) {
      super(message, null);
    }

    public Unsupported(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** The registry, or a proxy before it, takes no request of this size. */
  public static final class TooLarge extends Unsupported {
    private static final long serialVersionUID = 1;

    public TooLarge(String message) {
      super(message);
    }
  }
}

package dev.jbuild.oci;

import static com.google.common.base.Strings.isNullOrEmpty;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an image runs on (OCI image spec, image-index.md, "platform"), normalised as containerd does
 * it: {@code x86_64} is {@code amd64}, {@code aarch64} is {@code arm64}, and {@code arm64/v8} has
 * no variant.
 */
public record Platform(
    String os, String architecture, @Nullable String variant, @Nullable String osVersion) {
  private static final ImmutableSet<String> ARCHITECTURES =
      ImmutableSet.of("386", "amd64", "arm", "arm64", "loong64", "ppc64le", "riscv64", "s390x");
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.-]+");

  public Platform {
    os = os.toLowerCase(Locale.ROOT);
    variant = normalVariant(architecture.toLowerCase(Locale.ROOT), variant);
    architecture = normalArchitecture(architecture.toLowerCase(Locale.ROOT));
  }

  public static Platform of(String os, String architecture) {
    return new Platform(os, architecture, null, null);
  }

  /**
   * Reads {@code os/architecture[/variant]}, or an architecture alone, which means Linux on it.
   * Throws IllegalArgumentException for anything else.
   */
  public static Platform parse(String text) {
    if (ARCHITECTURES.contains(normalArchitecture(text.toLowerCase(Locale.ROOT)))) {
      return of("linux", text);
    }
    String[] parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException(
          "not a platform: \"" + text + "\" (expected os/architecture, such as linux/amd64)");
    }
    for (String part : parts) {
      if (!PART.matcher(part).matches()) {
        throw new IllegalArgumentException("not a platform: \"" + text + "\"");
      }
    }
    return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : null, null);
  }

  /** Linux on this machine's architecture: what an image built here runs on. */
  public static Platform host() {
    return of("linux", System.getProperty("os.arch"));
  }

  /** Whether an image made for {@code offered} runs where this platform is asked for. */
  public boolean accepts(Platform offered) {
    return os.equals(offered.os)
        && architecture.equals(offered.architecture)
        && (variant == null || offered.variant == null || variant.equals(offered.variant));
  }

  private static String normalArchitecture(String architecture) {
    return switch (architecture) {
      case "x86_64", "x86-64" -> "amd64";
      case "aarch64" -> "arm64";
      case "i386", "i486", "i586", "i686" -> "386";
      case "armhf", "armel" -> "arm";
      default -> architecture;
    };
  }

  private static @Nullable String normalVariant(String architecture, @Nullable String variant) {
    if (isNullOrEmpty(variant)) {
      return switch (architecture) {
        case "arm", "armhf" -> "v7";
        case "armel" -> "v6";
        default -> null;
      };
    }
    String lower = variant.toLowerCase(Locale.ROOT);
    boolean isPlainArm64 =
        (architecture.equals("arm64") || architecture.equals("aarch64"))
            && (lower.equals("v8") || lower.equals("8"));
    if (isPlainArm64) {
      return null;
    }
    return lower.matches("[5-8]") && architecture.startsWith("arm") ? "v" + lower : lower;
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant == null ? "" : "/" + variant);
  }
}

package dev.jbuild.cli.gpu;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of CUDA, cuDNN or a driver: integers with dots between them, any number of them, with
 * leading zeros allowed ({@code 535.104.05}, {@code 12.3.2.001}). What follows {@code -} or {@code
 * +} is packaging and not kept. Missing parts count as zero.
 */
public record GpuVersion(ImmutableList<Integer> parts) implements Comparable<GpuVersion> {
  private static final Pattern FORM = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})*");

  /** Reads a version with or without its packaging part; empty if it is none. */
  public static Optional<GpuVersion> parse(String text) {
    String version = text.strip().replaceFirst("[-+~].*", "");
    if (!FORM.matcher(version).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new GpuVersion(
            Arrays.stream(version.split("\\."))
                .map(Integer::valueOf)
                .collect(ImmutableList.toImmutableList())));
  }

  static GpuVersion of(int... parts) {
    return new GpuVersion(Arrays.stream(parts).boxed().collect(ImmutableList.toImmutableList()));
  }

  public int major() {
    return parts.getFirst();
  }

  /** The first two parts: what programs for CUDA depend on. */
  GpuVersion majorMinor() {
    return of(part(0), part(1));
  }

  private int part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }

  @Override
  public int compareTo(GpuVersion other) {
    return Ordering.<Integer>natural().lexicographical().compare(trimmed(), other.trimmed());
  }

  private ImmutableList<Integer> trimmed() {
    int end = parts.size();
    while (end > 1 && parts.get(end - 1) == 0) {
      end--;
    }
    return parts.subList(0, end);
  }

  @Override
  public String toString() {
    return String.join(".", parts.stream().map(String::valueOf).toList());
  }
}

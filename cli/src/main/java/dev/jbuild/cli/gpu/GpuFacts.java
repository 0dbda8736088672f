package dev.jbuild.cli.gpu;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.Map;
import java.util.Optional;

/**
 * What an image says about its GPU software.
 *
 * @param cuda as the image writes it
 * @param lowestDriver below which nothing of this CUDA runs
 * @param nativeDriver from which on everything of this CUDA runs, PTX too
 * @param requirements the {@code NVIDIA_REQUIRE_*} values that a container's start is checked
 *     against, by variable; all must hold
 * @param notes what may surprise
 */
public record GpuFacts(
    Optional<String> cuda,
    Optional<Flavour> flavour,
    Optional<String> cudnn,
    Optional<String> nccl,
    Optional<String> framework,
    Optional<String> lowestDriver,
    Optional<String> nativeDriver,
    ImmutableMap<String, Requirement> requirements,
    ImmutableMap<String, String> container,
    ImmutableList<String> notes) {

  /** Reads an image's environment and labels. Never fails: what is malformed becomes a note. */
  public static GpuFacts of(Map<String, String> environment, Map<String, String> labels) {
    return new GpuReader(environment, labels).read();
  }

  /** False where nothing in the image speaks of a GPU. */
  public boolean any() {
    return cuda.isPresent()
        || cudnn.isPresent()
        || framework.isPresent()
        || !requirements.isEmpty()
        || !container.isEmpty();
  }

  /** The major version of cuDNN: tags from 12.4.1 on do not say it. */
  public Optional<Integer> cudnnMajor() {
    return cudnn.map(version -> version.replaceFirst("\\..*", "")).map(Ints::tryParse);
  }
}

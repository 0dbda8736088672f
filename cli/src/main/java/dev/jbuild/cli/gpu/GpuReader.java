package dev.jbuild.cli.gpu;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/** Puts together what an image's environment and labels say. */
final class GpuReader {
  private static final String REQUIRE = "NVIDIA_REQUIRE_";
  private static final ImmutableList<String> CONTAINER_VARIABLES =
      ImmutableList.of("NVIDIA_VISIBLE_DEVICES", "NVIDIA_DRIVER_CAPABILITIES");

  private final Map<String, String> environment;
  private final Map<String, String> labels;
  private final ImmutableList.Builder<String> notes = ImmutableList.builder();

  GpuReader(Map<String, String> environment, Map<String, String> labels) {
    this.environment = environment;
    this.labels = labels;
  }

  GpuFacts read() {
    Optional<String> cuda = cuda();
    Optional<GpuVersion> version = cuda.flatMap(GpuVersion::parse);
    if (cuda.isPresent() && version.isEmpty()) {
      notes.add("CUDA version \"" + cuda.get() + "\" is not a version");
    }
    return new GpuFacts(
        cuda,
        cuda.map(present -> Flavour.of(environment)),
        cudnn(),
        first("NCCL_VERSION", "NV_LIBNCCL_PACKAGE_VERSION"),
        framework(),
        version.flatMap(Drivers::lowestFor),
        first("CUDA_DRIVER_VERSION").or(() -> version.flatMap(Drivers::shippedWith)),
        requirements(version),
        container(),
        notes.build());
  }

  /**
   * CUDA_VERSION counts first: in NVIDIA's framework images the label com.nvidia.cuda.version says
   * 9.0 whatever is inside.
   */
  private Optional<String> cuda() {
    Optional<String> variable = first("CUDA_VERSION");
    Optional<String> label = label("com.nvidia.cuda.version");
    if (variable.isPresent()) {
      label
          .filter(other -> !sameRelease(variable.get(), other))
          .ifPresent(other -> notes.add("the label com.nvidia.cuda.version says " + other));
      return variable;
    }
    Optional<String> packaged = first("NV_CUDA_LIB_VERSION", "NV_CUDA_CUDART_VERSION");
    return packaged.map(text -> text.replaceFirst("-.*", "")).or(() -> label);
  }

  private static boolean sameRelease(String left, String right) {
    return GpuVersion.parse(left)
        .map(GpuVersion::majorMinor)
        .equals(GpuVersion.parse(right).map(GpuVersion::majorMinor));
  }

  private Optional<String> cudnn() {
    return first("NV_CUDNN_VERSION", "CUDNN_VERSION")
        .or(() -> label("com.nvidia.cudnn.version"))
        .map(text -> text.replaceFirst("[-+].*", ""));
  }

  private Optional<String> framework() {
    Optional<String> pytorch = first("PYTORCH_VERSION").map(version -> "PyTorch " + version);
    Optional<String> tensorflow =
        first("TENSORFLOW_VERSION").map(version -> "TensorFlow " + version);
    return pytorch.or(() -> tensorflow);
  }

  private ImmutableMap<String, Requirement> requirements(Optional<GpuVersion> cuda) {
    if (isTrue(environment.getOrDefault("NVIDIA_DISABLE_REQUIRE", ""))) {
      notes.add("NVIDIA_DISABLE_REQUIRE is set: no requirement is checked");
      return ImmutableMap.of();
    }
    ImmutableMap.Builder<String, Requirement> all = ImmutableMap.builder();
    environment.forEach((name, value) -> requirement(name, value, all));
    if (cuda.isPresent()
        && environment.containsKey("CUDA_VERSION")
        && !environment.containsKey("NVIDIA_REQUIRE_CUDA")) {
      String implied = "cuda>=" + cuda.get().majorMinor();
      notes.add("NVIDIA_REQUIRE_CUDA is not set: " + implied + " is implied by CUDA_VERSION");
      all.put("NVIDIA_REQUIRE_CUDA", Requirement.parse(implied));
    }
    ImmutableMap<String, Requirement> requirements = all.buildOrThrow();
    cuda.ifPresent(version -> noteWeakRequirement(version, requirements));
    return requirements;
  }

  private void requirement(
      String name, String value, ImmutableMap.Builder<String, Requirement> all) {
    if (!name.startsWith(REQUIRE) || name.startsWith(REQUIRE + "JETPACK")) {
      return;
    }
    try {
      all.put(name, Requirement.parse(value));
    } catch (IllegalArgumentException e) {
      notes.add(name + ": " + e.getMessage() + "; containers will not start");
    }
  }

  /** Framework images say {@code cuda>=9.0} whatever is inside. */
  private void noteWeakRequirement(GpuVersion cuda, Map<String, Requirement> requirements) {
    Requirement require = requirements.get("NVIDIA_REQUIRE_CUDA");
    Optional<GpuVersion> lowest = require == null ? Optional.empty() : require.lowestCuda();
    if (lowest.isPresent() && lowest.get().major() < cuda.major()) {
      notes.add("NVIDIA_REQUIRE_CUDA lets drivers through that only know CUDA " + lowest.get());
    }
  }

  private ImmutableMap<String, String> container() {
    ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();
    for (String name : CONTAINER_VARIABLES) {
      first(name).ifPresent(value -> variables.put(name, value));
    }
    return variables.buildOrThrow();
  }

  /** As Go's strconv.ParseBool has it, which the container toolkit uses. */
  private static boolean isTrue(String text) {
    return ImmutableList.of("1", "t", "T", "TRUE", "true", "True").contains(text);
  }

  private Optional<String> first(String... names) {
    for (String name : names) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private Optional<String> label(String name) {
    return Optional.ofNullable(labels.get(name)).filter(value -> !value.isBlank());
  }
}

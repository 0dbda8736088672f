package dev.jbuild.cli.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuFactsTest {
  private static final String REQUIRE_12_4 =
      "cuda>=12.4 brand=tesla,driver>=470,driver<471 brand=unknown,driver>=470,driver<471"
          + " brand=geforce,driver>=470,driver<471 brand=tesla,driver>=525,driver<526"
          + " brand=tesla,driver>=535,driver<536";

  @Test
  void baseImage() {
    GpuFacts facts =
        GpuFacts.of(
            Map.of(
                "NVARCH", "x86_64",
                "NVIDIA_REQUIRE_CUDA", REQUIRE_12_4,
                "NV_CUDA_CUDART_VERSION", "12.4.127-1",
                "CUDA_VERSION", "12.4.1",
                "NVIDIA_VISIBLE_DEVICES", "all",
                "NVIDIA_DRIVER_CAPABILITIES", "compute,utility"),
            Map.of("maintainer", "NVIDIA CORPORATION <cudatools@nvidia.com>"));

    assertThat(facts.cuda()).contains("12.4.1");
    assertThat(facts.flavour()).contains(Flavour.BASE);
    assertThat(facts.cudnn()).isEmpty();
    assertThat(facts.lowestDriver()).contains("525.60.13");
    assertThat(facts.nativeDriver()).contains("550.54.14");
    assertThat(
            Objects.requireNonNull(facts.requirements().get("NVIDIA_REQUIRE_CUDA"))
                .driverBranches())
        .containsExactly(470, 525, 535);
    assertThat(facts.notes()).isEmpty();
    assertThat(GpuReport.lines(facts))
        .containsExactly(
            "CUDA           12.4.1",
            "flavour        base",
            "lowest driver  525.60.13 (minor-version compatibility; nothing that needs PTX"
                + " compiled)",
            "full support   550.54.14 or newer",
            "starts on      drivers for CUDA 12.4 or newer",
            "and on         driver branches 470, 525, 535 of these cards:",
            "               tesla, unknown, geforce",
            "devices        all",
            "capabilities   compute,utility");
  }

  @Test
  void runtimeAndDevelImagesWithCudnn() {
    Map<String, String> runtime =
        Map.of(
            "CUDA_VERSION", "12.4.1",
            "NVIDIA_REQUIRE_CUDA", REQUIRE_12_4,
            "NV_CUDA_LIB_VERSION", "12.4.1-1",
            "NV_CUDNN_VERSION", "9.1.0.70-1",
            "NCCL_VERSION", "2.21.5-1");
    GpuFacts facts = GpuFacts.of(runtime, Map.of("com.nvidia.cudnn.version", "9.1.0.70-1"));
    assertThat(facts.flavour()).contains(Flavour.RUNTIME);
    assertThat(facts.cudnn()).contains("9.1.0.70");
    assertThat(facts.cudnnMajor()).contains(9);

    Map<String, String> devel =
        Map.of("CUDA_VERSION", "12.4.1", "LIBRARY_PATH", "/usr/local/cuda/lib64/stubs");
    assertThat(GpuFacts.of(devel, Map.of()).flavour()).contains(Flavour.DEVEL);
  }

  @Test
  void ofAFrameworkImageTheLabelsLie() {
    GpuFacts facts =
        GpuFacts.of(
            Map.of(
                "CUDA_VERSION", "12.3.2.001",
                "CUDA_DRIVER_VERSION", "545.23.08",
                "NVIDIA_REQUIRE_CUDA", "cuda>=9.0",
                "CUDNN_VERSION", "8.9.7.29+cuda12.2",
                "PYTORCH_VERSION", "2.2.0a0+81ea7a4"),
            Map.of("com.nvidia.cuda.version", "9.0"));

    assertThat(facts.cuda()).contains("12.3.2.001");
    assertThat(facts.cudnn()).contains("8.9.7.29");
    assertThat(facts.nativeDriver()).contains("545.23.08");
    assertThat(facts.framework()).contains("PyTorch 2.2.0a0+81ea7a4");
    assertThat(facts.notes())
        .containsExactly(
            "the label com.nvidia.cuda.version says 9.0",
            "NVIDIA_REQUIRE_CUDA lets drivers through that only know CUDA 9.0");
  }

  @Test
  void withoutCudaVersionPackagesCountThenTheLabel() {
    assertThat(GpuFacts.of(Map.of("NV_CUDA_LIB_VERSION", "12.8.1-1"), Map.of()).cuda())
        .contains("12.8.1");
    assertThat(GpuFacts.of(Map.of(), Map.of("com.nvidia.cuda.version", "11.8.0")).cuda())
        .contains("11.8.0");
  }

  @Test
  void pytorchsOwnImageDoesNotSayItsCuda() {
    GpuFacts facts =
        GpuFacts.of(
            Map.of("NVIDIA_VISIBLE_DEVICES", "all", "PYTORCH_VERSION", "2.6.0"),
            Map.of("com.nvidia.volumes.needed", "nvidia_driver"));
    assertThat(facts.cuda()).isEmpty();
    assertThat(GpuReport.lines(facts).getFirst())
        .isEqualTo("CUDA           not said (it may come with a Python package)");
  }

  @Test
  void anOldImageImpliesItsRequirement() {
    GpuFacts facts = GpuFacts.of(Map.of("CUDA_VERSION", "11.8.0"), Map.of());
    assertThat(facts.requirements().get("NVIDIA_REQUIRE_CUDA"))
        .isEqualTo(Requirement.parse("cuda>=11.8"));
    assertThat(facts.lowestDriver()).contains("450.80.02");
    assertThat(facts.nativeDriver()).contains("520.61.05");
  }

  @Test
  void requirementsMayBeSwitchedOffOrMalformed() {
    GpuFacts off =
        GpuFacts.of(
            Map.of("NVIDIA_REQUIRE_CUDA", "cuda>=12", "NVIDIA_DISABLE_REQUIRE", "true"), Map.of());
    assertThat(off.requirements()).isEmpty();
    GpuFacts malformed = GpuFacts.of(Map.of("NVIDIA_REQUIRE_CUDA", "cuda"), Map.of());
    assertThat(malformed.notes())
        .containsExactly(
            "NVIDIA_REQUIRE_CUDA: invalid constraint \"cuda\": no operator;"
                + " containers will not start");
    assertThat(GpuFacts.of(Map.of("NVIDIA_REQUIRE_JETPACK", "x"), Map.of()).any()).isFalse();
  }

  @Test
  void newerReleases() {
    GpuFacts facts = GpuFacts.of(Map.of("CUDA_VERSION", "13.0.2.006"), Map.of());
    assertThat(facts.lowestDriver()).contains("580");
    assertThat(facts.nativeDriver()).contains("580.65.06");
    assertThat(GpuFacts.of(Map.of("CUDA_VERSION", "99.1"), Map.of()).lowestDriver()).isEmpty();
    assertThat(GpuFacts.of(Map.of("CUDA_VERSION", "newest"), Map.of()).notes())
        .contains("CUDA version \"newest\" is not a version");
  }

  @Test
  void noGpuAtAll() {
    GpuFacts facts = GpuFacts.of(Map.of("PATH", "/bin"), Map.of());
    assertThat(facts.any()).isFalse();
    assertThat(facts.cudnnMajor()).isEqualTo(Optional.empty());
    assertThat(GpuReport.lines(facts)).hasSize(1);
  }
}

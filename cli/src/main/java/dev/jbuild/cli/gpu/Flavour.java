package dev.jbuild.cli.gpu;

import java.util.Locale;
import java.util.Map;

/** How much of CUDA is in an image: each level holds all of the ones before it. */
public enum Flavour {
  /** The CUDA runtime library only. */
  BASE,
  /** The math libraries and NCCL too. */
  RUNTIME,
  /** Compiler, headers and static libraries too. */
  DEVEL;

  /** Told by the variables that each level of NVIDIA's Dockerfiles adds. */
  static Flavour of(Map<String, String> environment) {
    if (environment.containsKey("NV_CUDA_CUDART_DEV_VERSION")
        || environment.containsKey("NV_CUDNN_PACKAGE_DEV")
        || environment.getOrDefault("LIBRARY_PATH", "").contains("/cuda/lib64/stubs")) {
      return DEVEL;
    }
    boolean runtime =
        environment.containsKey("NV_CUDA_LIB_VERSION")
            || environment.containsKey("NV_LIBCUBLAS_VERSION")
            || environment.containsKey("NCCL_VERSION");
    return runtime ? RUNTIME : BASE;
  }

  /** As it stands in tags. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.jbuild.cli.gpu;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;

/**
 * Which driver runs which CUDA on Linux x86_64 (NVIDIA, CUDA release notes, "CUDA Toolkit and
 * Corresponding Driver Versions", and "Minor Version Compatibility").
 */
final class Drivers {
  /** The driver that came with each release: from it on, everything in the release works. */
  private static final ImmutableSortedMap<GpuVersion, GpuVersion> SHIPPED =
      ImmutableSortedMap.<GpuVersion, GpuVersion>naturalOrder()
          .put(GpuVersion.of(11, 5), GpuVersion.of(495, 29, 5))
          .put(GpuVersion.of(11, 6), GpuVersion.of(510, 39, 1))
          .put(GpuVersion.of(11, 7), GpuVersion.of(515, 43, 4))
          .put(GpuVersion.of(11, 8), GpuVersion.of(520, 61, 5))
          .put(GpuVersion.of(12, 0), GpuVersion.of(525, 60, 13))
          .put(GpuVersion.of(12, 1), GpuVersion.of(530, 30, 2))
          .put(GpuVersion.of(12, 2), GpuVersion.of(535, 54, 3))
          .put(GpuVersion.of(12, 3), GpuVersion.of(545, 23, 6))
          .put(GpuVersion.of(12, 4), GpuVersion.of(550, 54, 14))
          .put(GpuVersion.of(12, 5), GpuVersion.of(555, 42, 2))
          .put(GpuVersion.of(12, 6), GpuVersion.of(560, 28, 3))
          .put(GpuVersion.of(12, 8), GpuVersion.of(570, 26))
          .put(GpuVersion.of(12, 9), GpuVersion.of(575, 51, 3))
          .put(GpuVersion.of(13, 0), GpuVersion.of(580, 65, 6))
          .put(GpuVersion.of(13, 1), GpuVersion.of(590, 44, 1))
          .put(GpuVersion.of(13, 2), GpuVersion.of(595, 45, 4))
          .build();

  private Drivers() {}

  /** The lowest driver on which programs of this CUDA's major version run at all. */
  static Optional<String> lowestFor(GpuVersion cuda) {
    return switch (cuda.major()) {
      case 11 -> Optional.of("450.80.02");
      case 12 -> Optional.of("525.60.13");
      case 13 -> Optional.of("580");
      default -> Optional.empty();
    };
  }

  /** The driver that came with this CUDA, where it is in the table. */
  static Optional<String> shippedWith(GpuVersion cuda) {
    return Optional.ofNullable(SHIPPED.get(cuda.majorMinor())).map(Drivers::asWritten);
  }

  /** NVIDIA writes the last of three parts with two digits. */
  private static String asWritten(GpuVersion driver) {
    if (driver.parts().size() < 3) {
      return driver.toString();
    }
    int last = driver.parts().get(2);
    return driver.parts().get(0)
        + "."
        + driver.parts().get(1)
        + "."
        + (last < 10 ? "0" : "")
        + last;
  }
}

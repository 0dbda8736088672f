package dev.jbuild.sandbox.root;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.root.OverlayMounter.Directories;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kernel's overlays, and the two ways to tell it of the layers. */
final class KernelOverlay {
  private KernelOverlay() {}

  /** Each layer by a call of its own: there may be 500 of them. */
  static OverlayMounter layerByLayer(OverlayMode mode) {
    return directories -> {
      ImmutableMap<String, String> options =
          ImmutableMap.<String, String>builder()
              .put("upperdir", directories.upper().toString())
              .put("workdir", directories.work().toString())
              .putAll(mode.options())
              .buildOrThrow();
      Mounts.overlay(directories.lowers(), options, directories.merged());
      return Optional.empty();
    };
  }

  /** All layers in one text, under short names: a page has room for a thousand of these. */
  static OverlayMounter inOneText(OverlayMode mode, ShortNames names) {
    return directories -> {
      Mounts.mount("overlay", directories.merged(), text(directories, mode, names));
      return Optional.empty();
    };
  }

  private static String text(Directories directories, OverlayMode mode, ShortNames names)
      throws IOException {
    List<String> options = new ArrayList<>();
    options.add(names.lowers(directories.lowers()));
    options.add("upperdir=" + names.of(directories.upper()));
    options.add("workdir=" + names.of(directories.work()));
    mode.options()
        .forEach((name, value) -> options.add(value.isEmpty() ? name : name + "=" + value));
    return String.join(",", options);
  }
}

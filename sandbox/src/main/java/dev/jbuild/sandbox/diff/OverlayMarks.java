package dev.jbuild.sandbox.diff;

import dev.jbuild.sandbox.linux.ExtendedAttributes;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.util.Set;

/** What overlays write into an upper directory to say what is hidden, beside whiteouts. */
final class OverlayMarks {
  /** fuse-overlayfs puts one into each directory that it makes, which also has the attribute. */
  private static final Set<String> OPAQUE_FILES = Set.of(".wh..opq", ".wh..wh..opq");

  private static final String YES = "y";

  private OverlayMarks() {}

  static boolean isMark(String name) {
    return OPAQUE_FILES.contains(name);
  }

  static boolean isOpaque(ExtendedAttributes attributes) throws IOException {
    for (String name : attributes.names()) {
      if (OverlayMode.isOverlayAttribute(name)
          && name.endsWith(".opaque")
          && attributes.get(name).equals(YES)) {
        return true;
      }
    }
    return false;
  }
}

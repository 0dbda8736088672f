package dev.jbuild.sandbox.diff;

import dev.jbuild.sandbox.linux.ExtendedAttributes;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.util.Optional;

/** How to read what an overlay wrote into its upper directory, beside whiteouts. */
public interface UpperMarks {
  /** The kernel's: it marks a directory only if that hides something, and by no file. */
  UpperMarks OF_KERNEL =
      new UpperMarks() {
        @Override
        public boolean hides(String path) {
          return true;
        }

        @Override
        public boolean isMark(String name) {
          return false;
        }

        @Override
        public Optional<String> hidden(String name) {
          return Optional.empty();
        }
      };

  /** Whether a directory that is marked has anything to hide. */
  boolean hides(String path) throws IOException;

  /** Whether a name is a mark of the directory that it is in. */
  boolean isMark(String name);

  /** The name that a file hides. */
  Optional<String> hidden(String name);

  /** Whether a directory has the attribute that marks it. */
  static boolean isOpaque(ExtendedAttributes attributes) throws IOException {
    for (String name : attributes.names()) {
      if (OverlayMode.isOverlayAttribute(name)
          && name.endsWith(".opaque")
          && attributes.get(name).equals("y")) {
        return true;
      }
    }
    return false;
  }
}

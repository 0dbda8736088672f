package dev.jbuild.oci.layer;

import com.google.common.base.Splitter;
import dev.jbuild.oci.tar.InvalidTarException;
import dev.jbuild.oci.tar.TarLimits;
import java.util.ArrayList;
import java.util.List;

/** Names as tars have them, brought into the form of {@code LayerEntry.path()}. */
final class EntryPaths {
  private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();

  private final TarLimits limits;

  EntryPaths(TarLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes leading {@code /} and {@code ./} away and {@code ..} lexically, as Docker does. Throws
   * InvalidTarException when the name leads out of the root, or is too deep.
   */
  String normal(String name, String entry) throws InvalidTarException {
    List<String> parts = new ArrayList<>();
    for (String part : PARTS.split(name)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          throw new InvalidTarException(entry, "\"" + name + "\" leads out of the root");
        }
        parts.removeLast();
      } else if (!part.equals(".")) {
        parts.add(part);
      }
    }
    if (parts.size() > limits.depth()) {
      throw new InvalidTarException(entry, "deeper than " + limits.depth() + " directories");
    }
    return String.join("/", parts);
  }
}

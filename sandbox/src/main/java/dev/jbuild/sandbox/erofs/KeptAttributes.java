package dev.jbuild.sandbox.erofs;

import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes out of files' attributes what cannot be kept, and says so. */
final class KeptAttributes {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_VALUE = 0xffff;

  private final Consumer<String> notes;

  KeptAttributes(Consumer<String> notes) {
    this.notes = notes;
  }

  /** The metadata without them. */
  Metadata of(String path, Node.Type type, Metadata metadata) {
    if (metadata.xattrs().isEmpty()) {
      return metadata;
    }
    ImmutableSortedMap.Builder<String, String> kept = ImmutableSortedMap.naturalOrder();
    for (Map.Entry<String, String> attribute : metadata.xattrs().entrySet()) {
      String name = attribute.getKey();
      if (!OverlayMode.isOverlayAttribute(name)) {
        Optional<String> fault = fault(name, attribute.getValue(), type);
        fault.ifPresent(why -> notes.accept(name + " of " + path + " is left out: " + why));
        if (fault.isEmpty()) {
          kept.put(attribute);
        }
      }
    }
    return new Metadata(
        metadata.mode(), metadata.uid(), metadata.gid(), metadata.mtime(), kept.build());
  }

  private static Optional<String> fault(String name, String value, Node.Type type) {
    if (AttributePrefix.of(name).isEmpty()) {
      return Optional.of("no file system has such an attribute");
    }
    if (name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
      return Optional.of("its name or value is too long");
    }
    boolean takesUsers = type == Node.Type.REGULAR || type == Node.Type.DIRECTORY;
    if (name.startsWith("user.") && !takesUsers) {
      return Optional.of("only files and directories have attributes of users");
    }
    return type == Node.Type.SYMLINK && name.startsWith("system.posix_acl")
        ? Optional.of("a symbolic link has no access list")
        : Optional.empty();
  }
}

package dev.jbuild.sandbox.linux;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;

/** How overlays keep their own marks: only real root may write {@code trusted.*} attributes. */
public enum OverlayMode {
  TRUSTED("trusted.overlay.", ImmutableMap.of("redirect_dir", "off", "metacopy", "off")),
  USER("user.overlay.", ImmutableMap.of("userxattr", ""));

  /** What fuse-overlayfs marks with, where it may not write the kernel's. */
  private static final String FUSE_PREFIX = "user.fuseoverlayfs.";

  private final String prefix;
  private final ImmutableMap<String, String> options;

  OverlayMode(String prefix, ImmutableMap<String, String> options) {
    this.prefix = prefix;
    this.options = options;
  }

  /** What this process needs: {@link #USER} in a user namespace. */
  public static OverlayMode current() throws IOException {
    return IdMap.ofUsers().isWhole() ? TRUSTED : USER;
  }

  /** Of a directory that hides what lower directories have in it: the value is {@code y}. */
  public String opaqueAttribute() {
    return prefix + "opaque";
  }

  /** Options that every overlay is mounted with. */
  public ImmutableMap<String, String> options() {
    return options;
  }

  /** Whether an attribute means something to an overlay; such never enter or leave a layer. */
  public static boolean isOverlayAttribute(String name) {
    return name.startsWith(TRUSTED.prefix)
        || name.startsWith(USER.prefix)
        || name.startsWith(FUSE_PREFIX);
  }
}

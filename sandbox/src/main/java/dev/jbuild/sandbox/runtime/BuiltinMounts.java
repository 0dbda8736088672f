package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.Mounts.Restriction;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the built-in runtime mounts in the root: first by the worker, then in the namespaces. */
final class BuiltinMounts {
  private static final Restriction[] INSECURE_DEV = {Restriction.NO_SETUID};

  /** The devices in it are mounts of their own; a node that is made there leads nowhere. */
  private static final Restriction[] DEV = {Restriction.NO_SETUID, Restriction.NO_DEVICES};

  private static final ImmutableMap<String, String> DEVICE_LINKS =
      ImmutableMap.of(
          "fd", "/proc/self/fd",
          "stdin", "/proc/self/fd/0",
          "stdout", "/proc/self/fd/1",
          "stderr", "/proc/self/fd/2",
          "ptmx", "pts/ptmx");

  private static final Restriction[] INERT = {
    Restriction.NO_SETUID, Restriction.NO_EXECUTE, Restriction.NO_DEVICES
  };

  private final Container container;
  private final boolean userNamespace;
  private final Path root;

  BuiltinMounts(Container container, OverlayMode mode) {
    this.container = container;
    this.userNamespace = mode == OverlayMode.USER;
    this.root = container.root();
  }

  /** What can be mounted from outside. */
  void prepare() throws IOException {
    Path dev = root.resolve("dev");
    boolean isInsecure = container.surroundings().insecure();
    Mounts.mount("tmpfs", dev, "mode=755,size=65536k", isInsecure ? INSECURE_DEV : DEV);
    for (String device : Container.DEVICES) {
      Mounts.bind(Path.of("/dev", device), Files.createFile(dev.resolve(device)));
    }
    for (Map.Entry<String, String> link : DEVICE_LINKS.entrySet()) {
      Files.createSymbolicLink(dev.resolve(link.getKey()), Path.of(link.getValue()));
    }
    Path pts = Files.createDirectory(dev.resolve("pts"));
    String options = "newinstance,ptmxmode=0666,mode=0620" + Container.terminalGroupOption();
    Mounts.mount("devpts", pts, options, Restriction.NO_SETUID, Restriction.NO_EXECUTE);
    Path shm = Files.createDirectory(dev.resolve("shm"));
    Mounts.mount("tmpfs", shm, "mode=1777," + container.sharedMemoryOption(), INERT);
    Files.createDirectory(dev.resolve("mqueue"));
    bindFiles();
  }

  private void bindFiles() throws IOException {
    for (Container.Bind bind : container.binds()) {
      Path target = root.resolve(bind.target().substring(1));
      if (target.startsWith(root.resolve("dev")) && !Files.exists(target)) {
        makePoint(target, Files.isDirectory(bind.source()));
      }
      Mounts.bind(bind.source(), target, restrictions(bind));
    }
  }

  private static Restriction[] restrictions(Container.Bind bind) {
    List<Restriction> restrictions = new ArrayList<>();
    if (bind.readOnly()) {
      restrictions.add(Restriction.READ_ONLY);
    }
    if (!bind.devices()) {
      restrictions.addAll(List.of(Restriction.NO_SETUID, Restriction.NO_DEVICES));
    }
    return restrictions.toArray(Restriction[]::new);
  }

  private static void makePoint(Path target, boolean directory) throws IOException {
    Files.createDirectories(target.getParent());
    if (directory) {
      Files.createDirectory(target);
    } else {
      Files.createFile(target);
    }
  }

  /** What must be mounted by a process in the new namespaces, for {@code mount --all}. */
  String fstab() {
    StringBuilder fstab = new StringBuilder();
    String inert = "nosuid,noexec,nodev";
    line(fstab, "proc", "/proc", "proc", inert);
    line(fstab, "mqueue", "/dev/mqueue", "mqueue", inert);
    if (userNamespace && !container.hasPrivateNetwork()) {
      line(fstab, "/sys", "/sys", "none", "rbind,ro," + inert);
    } else {
      line(fstab, "sysfs", "/sys", "sysfs", "ro," + inert);
    }
    for (String path : container.readOnlyPaths()) {
      if (Files.exists(Path.of(path))) {
        line(fstab, root + path, path, "none", "bind,ro," + inert);
      }
    }
    for (String path : container.maskedPaths()) {
      mask(fstab, path);
    }
    return fstab.toString();
  }

  private void mask(StringBuilder fstab, String path) {
    if (Files.isDirectory(Path.of(path))) {
      line(fstab, "tmpfs", path, "tmpfs", "ro,size=0k,nr_inodes=1");
    } else if (Files.exists(Path.of(path))) {
      line(fstab, "/dev/null", path, "none", "bind");
    }
  }

  private void line(
      StringBuilder fstab, String source, String target, String type, String options) {
    fstab.append(escaped(source)).append(' ').append(escaped(root + target));
    fstab.append(' ').append(type).append(' ').append(options).append(" 0 0\n");
  }

  private static String escaped(String path) {
    return path.replace("\\", "\\134").replace(" ", "\\040").replace("\t", "\\011");
  }
}

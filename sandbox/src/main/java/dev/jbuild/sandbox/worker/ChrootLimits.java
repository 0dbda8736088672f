package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.ContainerEdits;
import dev.jbuild.sandbox.InvalidMountException;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.Network;
import dev.jbuild.sandbox.RunRequest;
import dev.jbuild.sandbox.SandboxException;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.Surroundings;

/** What a run can't have where nothing is mounted and no namespace is made. */
final class ChrootLimits {
  private static final String REASON = " can't be had with --isolation=chroot, which ";

  private ChrootLimits() {}

  /** Throws an exception that names the first such thing. */
  static void check(RunRequest request) throws SandboxException {
    for (Mount mount : request.mounts()) {
      if (!(mount instanceof Mount.ReadOnlyFile)) {
        throw new InvalidMountException(option(mount) + REASON + "mounts nothing");
      }
    }
    if (!request.edits().equals(ContainerEdits.NONE)) {
      throw refusal("RUN --device with hooks or groups", "makes no container to change");
    }
    Surroundings surroundings = request.surroundings();
    if (surroundings.network() == Network.NONE) {
      throw refusal("a network of none", "leaves RUN in the network of this machine");
    }
    if (surroundings.sharedMemory().isPresent()) {
      throw refusal("--shm-size", "has no shared memory but files");
    }
    if (!surroundings.hostname().equals(Surroundings.HOSTNAME)) {
      throw refusal("a host name", "leaves RUN the name of this machine");
    }
  }

  private static SandboxException refusal(String what, String why) {
    return new SandboxUnavailableException(what + REASON + why);
  }

  private static String option(Mount mount) {
    return switch (mount) {
      case Mount.OfHost _ -> "RUN --device with " + mount.target();
      case Mount.Bind _, Mount.ReadOnlyFile _ -> mount("bind", mount);
      case Mount.Cache _ -> mount("cache", mount);
      case Mount.Temporary _ -> mount("tmpfs", mount);
      case Mount.Secret _ -> mount("secret", mount);
      case Mount.Agent _ -> mount("ssh", mount);
    };
  }

  private static String mount(String type, Mount mount) {
    return "RUN --mount=type=" + type + " on " + mount.target();
  }
}

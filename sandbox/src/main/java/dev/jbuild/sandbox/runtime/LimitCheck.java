package dev.jbuild.sandbox.runtime;

import dev.jbuild.sandbox.ProcessLimit;
import dev.jbuild.sandbox.SandboxUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds out whether limits can be set here, by setting them. */
public final class LimitCheck {
  private LimitCheck() {}

  /** Throws SandboxUnavailableException that names the first limit which can't be set. */
  public static void check(List<ProcessLimit> limits) throws IOException, InterruptedException {
    for (ProcessLimit limit : limits) {
      List<String> command = new ArrayList<>();
      command.add(Programs.require("prlimit", "util-linux").toString());
      command.addAll(List.of("--" + limit, "--", "true"));
      Process process = HostProcess.builder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new SandboxUnavailableException(
            "the limit "
                + limit
                + " can't be set on this machine ("
                + said.strip()
                + "): only root may raise the hard limit that `ulimit -H` shows");
      }
    }
  }
}

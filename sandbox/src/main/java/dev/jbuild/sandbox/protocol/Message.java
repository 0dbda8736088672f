package dev.jbuild.sandbox.protocol;

import com.google.common.io.ByteSource;
import dev.jbuild.sandbox.LayerKind;
import dev.jbuild.sandbox.RootKind;
import dev.jbuild.sandbox.RunRequest;
import dev.jbuild.sandbox.RuntimeChoice;
import dev.jbuild.sandbox.TreeTransfer;
import dev.jbuild.sandbox.UserIds;
import java.nio.file.Path;
import java.util.Optional;

/** One frame. {@code id} names the request that a message belongs to. */
public sealed interface Message {

  /** What the launcher asks for. */
  sealed interface Request extends Message {}

  /** What the worker answers. */
  sealed interface Reply extends Message {}

  /** A reply to a request. */
  sealed interface Answer extends Reply {
    long id();
  }

  /** The first request: how to work. Answered by {@link Ready} or {@link Failed} with id 0. */
  record Configure(
      RuntimeChoice runtime,
      UserIds ids,
      Path temporary,
      Optional<RootKind> root,
      Optional<LayerKind> layers)
      implements Request {}

  /**
   * Run a command. Answered by any number of {@link Output}, at most one {@link ShellWanted}, then
   * one {@link Finished}.
   */
  record Run(long id, RunRequest request) implements Request {}

  /** Kill the command of that id, if it still runs. Its own answer comes all the same. */
  record Cancel(long id) implements Request {}

  /** Open the shell that was wanted: nobody else uses the terminal. */
  record OpenShell(long id) implements Request {}

  /** Delete a tree. Answered by {@link Deleted}. */
  record Delete(long id, Path directory) implements Request {}

  /** Say what the default network is. Answered by {@link DefaultNetwork}. */
  record AskNetwork(long id) implements Request {}

  /** Copy a tree. Answered by {@link Copied}. */
  record Copy(long id, TreeTransfer transfer) implements Request {}

  /** The worker can run commands. */
  record Ready() implements Reply {}

  /** A command printed something. */
  record Output(long id, ByteSource bytes) implements Answer {}

  /** A command failed, and a shell is to be opened in its root: waits for {@link OpenShell}. */
  record ShellWanted(long id, int exitStatus) implements Answer {}

  /** A command has ended, and its layer, if it has one, is written. */
  record Finished(long id, int exitStatus, Optional<LayerSummary> layer) implements Answer {}

  /** A tree is gone. */
  record Deleted(long id) implements Answer {}

  /** A tree was copied. */
  record Copied(long id) implements Answer {}

  /** The default network is private, or the machine's own for this reason. */
  record DefaultNetwork(long id, Optional<String> whyShared) implements Answer {}

  /** A request could not be carried out. */
  record Failed(long id, Failure failure) implements Answer {}
}

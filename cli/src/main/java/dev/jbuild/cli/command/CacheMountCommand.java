package dev.jbuild.cli.command;

import dev.jbuild.cache.CacheMount;
import dev.jbuild.cache.CacheMountKey;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.Option;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code jbuild cache-mount}. */
final class CacheMountCommand extends SpecifiedCommand {
  private static final List<String> ACTIONS = List.of("ls", "export", "import", "rm");

  @Override
  CommandSpec spec() {
    return CommandSpec.of(
            "cache-mount",
            Option.value(
                "TEXT",
                "Which of several with one ID, as ls shows it, or how a new one begins:"
                    + " \"mode=0700 uid=1000 gid=1000\"",
                "--begins"))
        .with("ls|export|import|rm", "What to do")
        .with("ID", "Which cache: the id of the mount, else its target")
        .with("DIRECTORY", "Where its files go, or come from");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild cache-mount ls | export ID DIRECTORY | import ID DIRECTORY | rm ID",
        "Lists the caches of RUN --mount=type=cache, copies them to and from directories, and"
            + " removes them. An export or import waits until no build uses the cache; what is"
            + " in use is not removed. Owners are kept where jbuild runs as root; elsewhere the"
            + " exported files are the user's.",
        "jbuild cache-mount ls",
        "jbuild cache-mount export /root/.cache/pip pip-cache",
        "jbuild cache-mount import /root/.cache/pip pip-cache",
        "jbuild cache-mount rm /root/.cache/pip");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    String action = arguments.required(0, "what to do: ls, export, import or rm");
    switch (action) {
      case "ls" -> list(session);
      case "export" -> export(arguments, session);
      case "import" -> importFrom(arguments, session);
      case "rm" -> remove(arguments, session);
      default ->
          throw new UsageException(
              "cache-mount: no such action: "
                  + action
                  + Suggestion.clause(action, ACTIONS)
                  + " (see `jbuild cache-mount --help`)");
    }
    return ExitStatus.DONE;
  }

  private static void list(Session session) throws Exception {
    try (Engine engine = session.tools().open()) {
      List<CacheMount> mounts = engine.cacheMounts();
      if (mounts.isEmpty()) {
        session.console().out().println("there are no caches of RUN --mount=type=cache yet");
      } else {
        CacheMountTable.lines(mounts).forEach(session.console().out()::println);
      }
    }
  }

  private static void export(Arguments arguments, Session session) throws Exception {
    Path directory = Path.of(arguments.required(2, "DIRECTORY"));
    if (Files.exists(directory)) {
      throw new UsageException("cache-mount export: " + directory + " exists already");
    }
    try (Engine engine = session.tools().open()) {
      CacheMountKey key = CacheMountChoice.of(arguments, engine).existing().getFirst().key();
      engine.exportCacheMount(key, directory, ours -> tellWaiting(key, session));
      session.console().out().println("exported " + key.id() + " to " + directory);
    }
  }

  private static void importFrom(Arguments arguments, Session session) throws Exception {
    Path directory = Path.of(arguments.required(2, "DIRECTORY"));
    if (!Files.isDirectory(directory)) {
      throw new UsageException("cache-mount import: there is no directory " + directory);
    }
    try (Engine engine = session.tools().open()) {
      CacheMountKey key = CacheMountChoice.of(arguments, engine).existingOrNew();
      engine.importCacheMount(key, directory, ours -> tellWaiting(key, session));
      session.console().out().println("imported " + directory + " into " + key.id());
    }
  }

  private static void tellWaiting(CacheMountKey key, Session session) {
    session.console().err().println("waiting for the build that uses " + key.id());
    session.console().err().flush();
  }

  private static void remove(Arguments arguments, Session session) throws Exception {
    try (Engine engine = session.tools().open()) {
      for (CacheMount mount : CacheMountChoice.of(arguments, engine).existing()) {
        if (!engine.removeCacheMount(mount)) {
          throw new CacheMountInUseException(mount.key().id());
        }
      }
      session.console().out().println("removed " + arguments.required(1, "ID"));
    }
  }
}

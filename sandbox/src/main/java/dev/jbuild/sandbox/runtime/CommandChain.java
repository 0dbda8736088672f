package dev.jbuild.sandbox.runtime;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.jbuild.sandbox.ProcessLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The programs of util-linux that become the command one after the other: each gives up something
 * and executes the next.
 */
final class CommandChain {
  static final String PACKAGE = "util-linux";

  /** Would act on the programs that set up the container, not only on the command. */
  private static final Set<String> LOADER_VARIABLES =
      Set.of("GLIBC_TUNABLES", "GCONV_PATH", "LOCPATH", "NLSPATH");

  private final Path unshare;
  private final Path setpriv;

  private CommandChain(Path unshare, Path setpriv) {
    this.unshare = unshare;
    this.setpriv = setpriv;
  }

  static CommandChain find() throws IOException {
    return new CommandChain(
        Programs.require("unshare", PACKAGE), Programs.require("setpriv", PACKAGE));
  }

  /**
   * The whole of a chain, on a terminal of its own where the container has one: what is in the root
   * must not type into the user's.
   */
  static ImmutableList<String> whole(Container container, ImmutableList<String> chain)
      throws IOException {
    if (!container.terminal()) {
      return chain;
    }
    String line = chain.stream().map(CommandChain::quoted).collect(Collectors.joining(" "));
    String script = Programs.require("script", "bsdutils").toString();
    return ImmutableList.of(script, "--quiet", "--return", "--command", line, "/dev/null");
  }

  /** As a word of a shell. */
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  ImmutableList<String> limits(Container container) throws IOException {
    List<ProcessLimit> limits = container.surroundings().limits();
    if (limits.isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<String> command = ImmutableList.builder();
    command.add(Programs.require("prlimit", PACKAGE).toString());
    limits.forEach(limit -> command.add("--" + limit));
    return command.add("--").build();
  }

  /** Sets the groups and leaves these capabilities at most. */
  ImmutableList<String> privileges(Container container, List<String> capabilities)
      throws IOException {
    ImmutableSortedSet<Integer> groups = container.groups();
    String kept =
        capabilities.stream()
            .map(name -> ",+" + name.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
    return ImmutableList.of(
        setpriv.toString(),
        "--regid=" + container.user().gid(),
        groups.isEmpty() ? "--keep-groups" : "--groups=" + Joiner.on(',').join(groups),
        "--inh-caps=-all",
        "--bounding-set=-all" + kept,
        "--");
  }

  /** From now on no program gives privileges: without CAP_SYS_ADMIN a filter takes that. */
  ImmutableList<String> noNewPrivileges() {
    return ImmutableList.of(setpriv.toString(), "--no-new-privs", "--");
  }

  /** The variables as arguments of {@code env}, but for those that would act on what follows. */
  ImmutableList<String> environment(Container container) {
    return pairs(container, false);
  }

  private static ImmutableList<String> pairs(Container container, boolean forLoader) {
    return container.env().entrySet().stream()
        .filter(variable -> isForLoader(variable.getKey()) == forLoader)
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isForLoader(String variable) {
    return variable.startsWith("LD_") || LOADER_VARIABLES.contains(variable);
  }

  /** Goes into the root, which is the current directory, and is the command. */
  ImmutableList<String> inside(Container container) {
    ImmutableList.Builder<String> command = ImmutableList.builder();
    command.add(unshare.toString(), "--root=.", "--wd=" + container.cwd());
    command.add("--setuid=" + container.user().uid(), "--");
    ImmutableList<String> late = pairs(container, true);
    if (!late.isEmpty()) {
      command.add("/usr/bin/env").addAll(late);
    }
    return command.addAll(container.args()).build();
  }
}

package dev.jbuild.cli.command;

import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.Option;
import dev.jbuild.cli.option.RegistryArgument;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.registry.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** {@code jbuild login}. */
final class LoginCommand extends SpecifiedCommand {
  private static final int LONGEST_PASSWORD = 64 * 1024;

  @Override
  CommandSpec spec() {
    return CommandSpec.of(
            "login",
            Option.value("NAME", "Who logs in", "-u", "--username"),
            Option.flag("Read the password from standard input", "--password-stdin"))
        .with("[REGISTRY]", "Host and port; Docker Hub without it");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild login -u NAME --password-stdin [REGISTRY]",
        "Checks a user's password with a registry and keeps it as `docker login` does: with the"
            + " credential helper that Docker's configuration names, else in that file.",
        "jbuild login -u ada --password-stdin ghcr.io < token");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    String registry = RegistryArgument.of("login", arguments);
    String user = arguments.value("--username").orElse("");
    if (user.isEmpty() || !arguments.flag("--password-stdin")) {
      throw new UsageException(
          "login: name the user with -u and pass the password on standard input with"
              + " --password-stdin");
    }
    Credential.UserPassword credential =
        new Credential.UserPassword(user, password(session.console().in()));
    try (Engine engine = session.tools().open()) {
      String place = engine.login(registry, credential);
      session.console().out().println("logged in to " + registry + "; password kept in " + place);
    }
    return ExitStatus.DONE;
  }

  private static String password(InputStream in) throws IOException, UsageException {
    String text = new String(in.readNBytes(LONGEST_PASSWORD), StandardCharsets.UTF_8);
    String password = text.replaceFirst("\r?\n$", "");
    if (password.isEmpty()) {
      throw new UsageException("login: no password on standard input");
    }
    return password;
  }
}

package dev.jbuild.cli.command;

import dev.jbuild.builder.BuildResult;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.BuildArguments;
import dev.jbuild.cli.option.BuildInvocation;
import dev.jbuild.cli.option.BuildOptions;
import dev.jbuild.cli.option.Call;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.RefusedOptions;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.cli.progress.ProgressMode;
import dev.jbuild.cli.progress.ProgressView;
import dev.jbuild.cli.progress.ProgressViews;
import dev.jbuild.cli.progress.YieldingView;
import dev.jbuild.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;

/** {@code jbuild build}. */
final class BuildCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return BuildOptions.spec();
  }

  @Override
  RefusedOptions refused() {
    return BuildOptions.refused();
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    BuildInvocation invocation =
        BuildArguments.read(arguments, session.environment(), session.console().in());
    if (invocation.call().method() != Call.Method.BUILD) {
      return answer(invocation, session);
    }
    refuseBytesOnTerminal(invocation, session);
    refuseShellWithoutTerminal(invocation, session);
    BuildResult result = build(invocation, session);
    report(invocation, result, session);
    return ExitStatus.DONE;
  }

  private static void refuseBytesOnTerminal(BuildInvocation invocation, Session session)
      throws UsageException {
    if (invocation.writesToStandardOutput() && session.console().outIsTerminal()) {
      throw new UsageException(
          "--output: an archive can't be shown on a terminal; add dest=FILE or redirect it");
    }
  }

  private static void refuseShellWithoutTerminal(BuildInvocation invocation, Session session)
      throws UsageException {
    if (invocation.mayOpenShell() && !session.console().errIsTerminal()) {
      throw new UsageException(
          "--on-error=shell needs a terminal, and standard error is none: leave it out where"
              + " nobody could use the shell");
    }
  }

  private static int answer(BuildInvocation invocation, Session session) throws Exception {
    Answer answer;
    try (Engine engine = session.tools().open();
        ProgressView view = view(invocation, session, "")) {
      answer = Answer.to(invocation, engine, view);
    }
    session.console().out().print(answer.text());
    return answer.status();
  }

  private static BuildResult build(BuildInvocation invocation, Session session) throws Exception {
    String title =
        invocation.request().tags().stream()
            .map(ImageReference::familiar)
            .collect(Collectors.joining(", "));
    try (Engine engine = session.tools().open();
        ProgressView view = view(invocation, session, title)) {
      return engine.build(invocation.request(), view);
    }
  }

  private static ProgressView view(BuildInvocation invocation, Session session, String title) {
    ProgressView view =
        ProgressViews.open(
            invocation.progress(),
            session.console().err(),
            session.console().errIsTerminal(),
            session.environment(),
            title);
    return invocation.mayOpenShell() ? new YieldingView(view, session.console().err()) : view;
  }

  private static void report(BuildInvocation invocation, BuildResult result, Session session)
      throws IOException {
    if (invocation.imageIdFile().isPresent()) {
      Files.writeString(invocation.imageIdFile().get(), result.config().toString());
    }
    if (invocation.metadataFile().isPresent()) {
      BuildMetadata.write(result, invocation.metadataFile().get());
    }
    if (invocation.quiet()) {
      session.console().out().println(result.manifest().digest());
    }
    ProgressMode progress = invocation.progress();
    if (progress != ProgressMode.QUIET && progress != ProgressMode.RAWJSON) {
      session.console().err().println(summary(invocation, result));
    }
  }

  private static String howToName(BuildResult result) {
    return " (no name; `jbuild tag "
        + result.manifest().digest().shortHex()
        + " NAME` gives it one)";
  }

  private static String summary(BuildInvocation invocation, BuildResult result) {
    String digest = result.manifest().digest().toString();
    if (result.tags().isEmpty()) {
      return "built " + digest + (invocation.isStored() ? howToName(result) : "");
    }
    return "built "
        + result.tags().stream().map(ImageReference::familiar).collect(Collectors.joining(", "))
        + " "
        + digest;
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild [build] [OPTIONS] CONTEXT",
        "Builds an image from a Dockerfile. Without --push or --output it goes to the local store.",
        "jbuild -t mymodel:v1 .",
        "jbuild -t 127.0.0.1:5000/team/mymodel:v1 --push .",
        "jbuild -f docker/Dockerfile --target runtime --build-arg VERSION=1.2 .",
        "jbuild --check .                        what the rules say about the Dockerfile",
        "jbuild -o type=oci,dest=image.tar .      an OCI archive: skopeo and podman read it",
        "jbuild -o type=docker,dest=image.tar .   an archive for docker load",
        "jbuild -o out .                          the files of the image as a directory");
  }
}

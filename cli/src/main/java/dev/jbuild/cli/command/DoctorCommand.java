package dev.jbuild.cli.command;

import com.google.common.base.Joiner;
import dev.jbuild.builder.cdi.DeviceFiles;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.text.TextTable;
import dev.jbuild.sandbox.Examination;
import dev.jbuild.sandbox.Finding;
import java.io.PrintStream;
import java.util.Locale;

/** {@code jbuild doctor}. */
final class DoctorCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("doctor");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild doctor",
        "Runs a command in every way that this machine may allow, and says what works, what does"
            + " not, and what would help. Exits with 0 where RUN works, else with 4. Only RUN needs"
            + " any of this: builds without one never ask.",
        "jbuild doctor",
        "JBUILD_HOME=/mnt/ci jbuild doctor");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    try (Engine engine = session.tools().open()) {
      Examination examination = engine.examine();
      show(examination, session.console().out());
      showDevices(engine.devices(), session.console().out());
      return examination.isRunPossible() ? ExitStatus.DONE : ExitStatus.MACHINE;
    }
  }

  private static void showDevices(DeviceFiles files, PrintStream out) {
    String places = Joiner.on(", ").join(files.directories());
    out.println(
        files.names().isEmpty()
            ? "No devices for RUN --device in " + places + "."
            : "Devices for RUN --device: " + Joiner.on(", ").join(files.names()) + ".");
    files.problems().forEach(problem -> out.println("CDI file that can't be used: " + problem));
  }

  private static void show(Examination examination, PrintStream out) {
    TextTable table = new TextTable("WHAT", "STATE", "FACT");
    for (Finding finding : examination.findings()) {
      String state = finding.state().name().toLowerCase(Locale.ROOT);
      table.row(finding.subject(), state, finding.fact());
    }
    table.lines().forEach(out::println);
    out.println();
    for (Finding finding : examination.findings()) {
      finding.advice().ifPresent(advice -> out.println(finding.subject() + ": " + advice));
    }
    out.println(examination.summary());
  }
}

package dev.jbuild.cli.command;

import dev.jbuild.builder.BuildRequest;
import dev.jbuild.builder.CheckReport;
import dev.jbuild.builder.OutlineReport;
import dev.jbuild.builder.TargetList;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.call.CallJson;
import dev.jbuild.cli.call.CallText;
import dev.jbuild.cli.option.BuildInvocation;
import dev.jbuild.cli.option.Call;

/** The answer to a question about a build, such as {@code --check}. */
record Answer(String text, int status) {

  static Answer to(BuildInvocation invocation, Engine engine, EventSink events) throws Exception {
    Call call = invocation.call();
    BuildRequest request = invocation.request();
    return switch (call.method()) {
      case CHECK -> of(engine.check(request, events), call);
      case OUTLINE -> of(engine.outline(request, events), call);
      case TARGETS -> of(engine.targets(request), call);
      case BUILD -> throw new IllegalArgumentException("a build is no question");
    };
  }

  /** Warnings make the status that of a failure, so that CI notices. */
  private static Answer of(CheckReport report, Call call) {
    boolean warned = !report.warnings().isEmpty() && !call.ignoreStatus();
    return new Answer(
        call.json() ? CallJson.of(report) : CallText.of(report),
        warned || report.error().isPresent() ? ExitStatus.FAILED : ExitStatus.DONE);
  }

  private static Answer of(OutlineReport report, Call call) {
    return new Answer(call.json() ? CallJson.of(report) : CallText.of(report), ExitStatus.DONE);
  }

  private static Answer of(TargetList list, Call call) {
    return new Answer(call.json() ? CallJson.of(list) : CallText.of(list), ExitStatus.DONE);
  }
}

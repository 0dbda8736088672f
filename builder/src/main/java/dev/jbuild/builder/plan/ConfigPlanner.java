package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import dev.jbuild.builder.graph.Variables;
import dev.jbuild.parser.ast.Instruction.Env;
import dev.jbuild.parser.ast.Instruction.Expose;
import dev.jbuild.parser.ast.Instruction.Label;
import dev.jbuild.parser.ast.Instruction.Maintainer;
import dev.jbuild.parser.ast.Instruction.OnBuild;
import dev.jbuild.parser.ast.Instruction.StopSignal;
import dev.jbuild.parser.ast.Instruction.User;
import dev.jbuild.parser.ast.Instruction.Volume;
import dev.jbuild.parser.ast.KeyValue;
import dev.jbuild.parser.ast.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plans the instructions that describe the image. */
final class ConfigPlanner {
  private ConfigPlanner() {}

  static StageState env(StageState state, Words words, Env env) throws Refusal {
    List<Map.Entry<String, String>> pairs = expand(words, env.pairs());
    Settings settings = state.settings();
    Variables environment = settings.environment();
    Scope scope = state.scope();
    for (Map.Entry<String, String> pair : pairs) {
      environment = environment.with(pair.getKey(), pair.getValue());
      scope = scope.withVariable(pair.getKey(), pair.getValue());
    }
    return state
        .withSettings(settings.withEnvironment(environment))
        .withScope(scope)
        .recorded("ENV " + shown(pairs));
  }

  static StageState label(StageState state, Words words, Label label) throws Refusal {
    List<Map.Entry<String, String>> pairs = expand(words, label.pairs());
    Settings settings = state.settings();
    Variables labels = settings.labels();
    for (Map.Entry<String, String> pair : pairs) {
      labels = labels.with(pair.getKey(), pair.getValue());
    }
    return state.withSettings(settings.withLabels(labels)).recorded("LABEL " + shown(pairs));
  }

  private static List<Map.Entry<String, String>> expand(Words words, List<KeyValue> pairs)
      throws Refusal {
    List<Map.Entry<String, String>> expanded = new ArrayList<>();
    for (KeyValue pair : pairs) {
      expanded.add(Map.entry(words.expand(pair.key()), words.expand(pair.value())));
    }
    return expanded;
  }

  private static String shown(List<Map.Entry<String, String>> pairs) {
    return pairs.stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining(" "));
  }

  static StageState user(StageState state, Words words, User user) throws Refusal {
    String name = words.expand(user.user());
    return state.withContainer(state.container().withUser(name)).recorded("USER " + name);
  }

  static StageState volume(StageState state, Words words, Volume volume) throws Refusal {
    ImmutableList<String> paths = words.expandAll(volume.paths());
    if (paths.contains("")) {
      throw Refusal.at(words.step().span(), "VOLUME specified can not be an empty string");
    }
    return state
        .withSettings(state.settings().withMoreVolumes(paths))
        .recorded("VOLUME " + GoText.list(paths));
  }

  static StageState expose(StageState state, Words words, Expose expose) throws Refusal {
    ImmutableList.Builder<String> ports = ImmutableList.builder();
    // By what is written, as docker build sorts them: so they stand in the history.
    for (Word word : Ordering.natural().onResultOf(Word::text).sortedCopy(expose.ports())) {
      for (String port : words.split(word)) {
        ValueRules.port(port, words.step().place(word.span()), words.problems());
        ports.addAll(Ports.parse(port, words.step().place(word.span())));
      }
    }
    ImmutableList<String> exposed = ports.build();
    return state
        .withSettings(state.settings().withMorePorts(exposed))
        .recorded("EXPOSE " + GoText.list(exposed));
  }

  static StageState stopSignal(StageState state, Words words, StopSignal instruction)
      throws Refusal {
    String signal = words.expand(instruction.signal());
    Signals.require(signal, words.step().place(instruction.signal().span()));
    return state
        .withContainer(state.container().withStopSignal(signal))
        .recorded("STOPSIGNAL " + signal);
  }

  static StageState maintainer(StageState state, Maintainer maintainer) {
    return state
        .withImage(state.image().withAuthor(maintainer.name()))
        .recorded("MAINTAINER " + maintainer.name());
  }

  /** Stored as written: its words are expanded where it is triggered. */
  static StageState onBuild(StageState state, OnBuild onBuild) {
    return state.withSettings(state.settings().withTrigger(onBuild.text()));
  }
}

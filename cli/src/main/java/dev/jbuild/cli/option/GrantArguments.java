package dev.jbuild.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.secret.AgentSource;
import dev.jbuild.builder.secret.Grants;
import dev.jbuild.builder.secret.SecretSource;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.sandbox.SecretValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code --secret} and {@code --ssh}; of an id that stands twice, the last one counts. */
final class GrantArguments {
  private static final String AGENT = "SSH_AUTH_SOCK";
  private static final ImmutableList<String> KEYS =
      ImmutableList.of("id", "src", "source", "env", "type");

  private final Arguments arguments;
  private final Map<String, String> environment;

  private GrantArguments(Arguments arguments, Map<String, String> environment) {
    this.arguments = arguments;
    this.environment = environment;
  }

  static Grants of(Arguments arguments, Map<String, String> environment) throws UsageException {
    GrantArguments grants = new GrantArguments(arguments, environment);
    return new Grants(grants.secrets(), grants.agents());
  }

  private ImmutableMap<String, SecretSource> secrets() throws UsageException {
    Map<String, SecretSource> secrets = new LinkedHashMap<>();
    for (String argument : arguments.values("--secret")) {
      Map<String, String> fields = fields(argument);
      String id = fields.getOrDefault("id", "");
      if (id.isEmpty()) {
        throw new UsageException(
            "--secret "
                + argument
                + ": it has no id; write id=NAME,src=FILE or id=NAME,env=VARIABLE");
      }
      secrets.put(id, secret(id, fields));
    }
    return ImmutableMap.copyOf(secrets);
  }

  private static Map<String, String> fields(String argument) throws UsageException {
    Map<String, String> fields = new HashMap<>();
    for (String field : CsvFields.of(argument)) {
      int equals = field.indexOf('=');
      String key = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
      if (equals < 0) {
        throw new UsageException("--secret: \"" + field + "\" is not of the form key=value");
      }
      if (!KEYS.contains(key)) {
        throw new UsageException(
            "--secret: unknown key \"" + key + "\"" + Suggestion.clause(key, KEYS));
      }
      fields.put(key.equals("source") ? "src" : key, field.substring(equals + 1));
    }
    return fields;
  }

  private SecretSource secret(String id, Map<String, String> fields) throws UsageException {
    String type = fields.getOrDefault("type", "");
    String file = fields.getOrDefault("src", "");
    String variable = fields.getOrDefault("env", "");
    return switch (type) {
      case "file" -> file(id, file.isEmpty() ? id : file);
      case "env" -> variable(id, variable.isEmpty() ? (file.isEmpty() ? id : file) : variable);
      case "" -> {
        if (!variable.isEmpty()) {
          yield variable(id, variable);
        }
        yield file.isEmpty() && environment.containsKey(id)
            ? variable(id, id)
            : file(id, file.isEmpty() ? id : file);
      }
      default ->
          throw new UsageException(
              "--secret: unknown type \""
                  + type
                  + "\": expected file or env"
                  + Suggestion.clause(type, List.of("file", "env")));
    };
  }

  private static SecretSource file(String id, String name) throws UsageException {
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw new UsageException("--secret id=" + id + ": there is no file " + name);
    }
    if (Files.isDirectory(file)) {
      throw new UsageException("--secret id=" + id + ": " + name + " is a directory");
    }
    return new SecretSource.File(file);
  }

  private SecretSource variable(String id, String name) throws UsageException {
    String value = environment.get(name);
    if (value == null) {
      throw new UsageException(
          "--secret id=" + id + ": the environment variable " + name + " is not set");
    }
    return new SecretSource.Value(new SecretValue(value.getBytes(UTF_8)));
  }

  private ImmutableMap<String, AgentSource> agents() throws UsageException {
    Map<String, AgentSource> agents = new LinkedHashMap<>();
    for (String argument : arguments.values("--ssh")) {
      int equals = argument.indexOf('=');
      String id = equals < 0 ? argument : argument.substring(0, equals);
      String paths = equals < 0 ? "" : argument.substring(equals + 1);
      agents.put(id.isEmpty() ? "default" : id, agent(argument, paths));
    }
    return ImmutableMap.copyOf(agents);
  }

  private AgentSource agent(String argument, String paths) throws UsageException {
    if (paths.isEmpty()) {
      return running(argument);
    }
    ImmutableList.Builder<Path> keys = ImmutableList.builder();
    List<String> names = CsvFields.of(paths);
    for (String name : names) {
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        throw new UsageException("--ssh " + argument + ": there is no file " + name);
      }
      if (Files.isRegularFile(path)) {
        keys.add(path);
      } else if (names.size() == 1 && !Files.isDirectory(path)) {
        return new AgentSource.Socket(path.toAbsolutePath());
      } else {
        throw new UsageException(
            "--ssh " + argument + ": expected one agent's socket, or key files: " + name);
      }
    }
    return new AgentSource.Keys(keys.build());
  }

  private AgentSource running(String argument) throws UsageException {
    String socket = environment.getOrDefault(AGENT, "");
    if (socket.isEmpty()) {
      throw new UsageException(
          "--ssh "
              + argument
              + ": no agent runs here (SSH_AUTH_SOCK is not set); start one with"
              + " eval $(ssh-agent), or name a key file: --ssh "
              + argument
              + "=FILE");
    }
    if (!Files.exists(Path.of(socket))) {
      throw new UsageException(
          "--ssh " + argument + ": SSH_AUTH_SOCK names " + socket + ", which does not exist");
    }
    return new AgentSource.Socket(Path.of(socket).toAbsolutePath());
  }
}

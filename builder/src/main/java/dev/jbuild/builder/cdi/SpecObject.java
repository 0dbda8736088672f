package dev.jbuild.builder.cdi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An object of a CDI file, whose fields are read by name and kind. */
record SpecObject(Path file, Value.Fields value) {

  static SpecObject of(Path file, Value value) throws SpecException {
    if (value instanceof Value.Fields fields) {
      return new SpecObject(file, fields);
    }
    throw new SpecException(file, value.at(), "expected an object");
  }

  /** Nothing is silently ignored. */
  SpecObject allow(Set<String> known) throws SpecException {
    for (Map.Entry<String, Value> field : value.fields().entrySet()) {
      String name = field.getKey();
      if (!known.contains(name)) {
        String close = Suggestion.clause(name, new TreeSet<>(known));
        throw new SpecException(
            file, field.getValue().at(), "unknown field \"" + name + "\"" + close);
      }
    }
    return this;
  }

  Optional<Value> get(String name) {
    return Optional.ofNullable(value.fields().get(name));
  }

  String text(String name) throws SpecException {
    Optional<String> text = optionalText(name);
    if (text.isEmpty() || text.get().isEmpty()) {
      throw new SpecException(file, value.at(), "the field \"" + name + "\" is missing");
    }
    return text.get();
  }

  Optional<String> optionalText(String name) throws SpecException {
    Optional<Value> found = get(name);
    return found.isEmpty() ? Optional.empty() : Optional.of(text(name, found.get()));
  }

  private String text(String name, Value found) throws SpecException {
    if (found instanceof Value.Text text) {
      return text.text();
    }
    throw new SpecException(file, found.at(), "\"" + name + "\" must be a text, in quotes");
  }

  /** Not negative. */
  Optional<Integer> number(String name) throws SpecException {
    Optional<Value> found = get(name);
    return found.isEmpty() ? Optional.empty() : Optional.of(number(name, found.get()));
  }

  private int number(String name, Value found) throws SpecException {
    if (found instanceof Value.Whole whole
        && whole.number() >= 0
        && whole.number() <= Integer.MAX_VALUE) {
      return (int) whole.number();
    }
    throw new SpecException(file, found.at(), "\"" + name + "\" must be a number, not negative");
  }

  ImmutableList<String> texts(String name) throws SpecException {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    for (Value item : items(name)) {
      texts.add(text(name, item));
    }
    return texts.build();
  }

  ImmutableList<Integer> numbers(String name) throws SpecException {
    ImmutableList.Builder<Integer> numbers = ImmutableList.builder();
    for (Value item : items(name)) {
      numbers.add(number(name, item));
    }
    return numbers.build();
  }

  ImmutableList<SpecObject> objects(String name) throws SpecException {
    ImmutableList.Builder<SpecObject> objects = ImmutableList.builder();
    for (Value item : items(name)) {
      objects.add(of(file, item));
    }
    return objects.build();
  }

  private ImmutableList<Value> items(String name) throws SpecException {
    Optional<Value> found = get(name);
    if (found.isEmpty()) {
      return ImmutableList.of();
    }
    if (found.get() instanceof Value.Items items) {
      return items.items();
    }
    throw new SpecException(file, found.get().at(), "\"" + name + "\" must be a list");
  }

  /** An object whose values are texts. */
  ImmutableMap<String, String> textMap(String name) throws SpecException {
    Optional<Value> found = get(name);
    if (found.isEmpty()) {
      return ImmutableMap.of();
    }
    SpecObject object = of(file, found.get());
    ImmutableMap.Builder<String, String> map = ImmutableMap.builder();
    for (String key : object.value.fields().keySet()) {
      map.put(key, object.optionalText(key).orElseThrow());
    }
    return map.buildOrThrow();
  }

  /** {@code NAME=VALUE} lines; the last of a name counts. */
  ImmutableMap<String, String> variables(String name) throws SpecException {
    ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();
    for (String line : texts(name)) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw wrong(name, "\"" + line + "\" in \"" + name + "\" is not NAME=VALUE");
      }
      variables.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return variables.buildKeepingLast();
  }

  Path absolute(String name) throws SpecException {
    String text = text(name);
    if (!text.startsWith("/")) {
      throw wrong(name, "\"" + name + "\" must be an absolute path, not \"" + text + "\"");
    }
    return Path.of(text).normalize();
  }

  /** What is wrong with a field that is there. */
  SpecException wrong(String name, String problem) {
    return new SpecException(file, get(name).map(Value::at).orElse(value.at()), problem);
  }
}

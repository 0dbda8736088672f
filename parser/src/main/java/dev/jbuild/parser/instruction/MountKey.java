package dev.jbuild.parser.instruction;

import static dev.jbuild.parser.ast.RunMount.Type.CACHE;
import static dev.jbuild.parser.ast.RunMount.Type.SECRET;
import static dev.jbuild.parser.ast.RunMount.Type.SSH;
import static dev.jbuild.parser.ast.RunMount.Type.TMPFS;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.ast.RunMount;
import java.util.EnumSet;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of {@code --mount} beside {@code type}. */
enum MountKey {
  TARGET(".+", "a path", all(), "target", "dst", "destination"),
  SOURCE(".*", "a path", all(), "source", "src"),
  FROM(".*", "a stage or image", EnumSet.complementOf(EnumSet.of(SECRET)), "from"),
  ID(".*", "a name", all(), "id"),
  READONLY(Form.BOOLEAN, "true or false", all(), "readonly", "ro"),
  READWRITE(Form.BOOLEAN, "true or false", all(), "readwrite", "rw"),
  REQUIRED(Form.BOOLEAN, "true or false", EnumSet.of(SECRET, SSH), "required"),
  SHARING("(?i)shared|private|locked", "shared, private or locked", EnumSet.of(CACHE), "sharing"),
  SIZE("(?i)\\d+(\\.\\d+)? ?[kmgtp]?i?b?", "a size such as 64m", EnumSet.of(TMPFS), "size"),
  MODE("[0-7]{1,11}", "an octal number", EnumSet.of(CACHE, SECRET, SSH), "mode"),
  UID("[0-9]{1,10}", "a number", EnumSet.of(CACHE, SECRET, SSH), "uid"),
  GID("[0-9]{1,10}", "a number", EnumSet.of(CACHE, SECRET, SSH), "gid"),
  ENV(".+", "a variable's name", EnumSet.of(SECRET), "env");

  /** Shapes of values that more than one key has. */
  private static final class Form {
    static final String BOOLEAN = "1|t|T|TRUE|true|True|0|f|F|FALSE|false|False";
  }

  /** Every spelling of every key. */
  static final ImmutableMap<String, MountKey> BY_NAME = byName();

  private final Pattern form;
  private final String expected;
  private final ImmutableSet<RunMount.Type> types;
  private final ImmutableList<String> names;

  MountKey(String form, String expected, EnumSet<RunMount.Type> types, String... names) {
    this.form = Pattern.compile(form, Pattern.DOTALL);
    this.expected = expected;
    this.types = ImmutableSet.copyOf(types);
    this.names = ImmutableList.copyOf(names);
  }

  private static EnumSet<RunMount.Type> all() {
    return EnumSet.allOf(RunMount.Type.class);
  }

  private static ImmutableMap<String, MountKey> byName() {
    ImmutableMap.Builder<String, MountKey> keys = ImmutableMap.builder();
    Stream.of(values()).forEach(key -> key.names.forEach(name -> keys.put(name, key)));
    return keys.buildOrThrow();
  }

  /** The spelling that the AST has. */
  String canonicalName() {
    return names.get(0);
  }

  /** What a good value is, for messages. */
  String expected() {
    return expected;
  }

  boolean isFor(RunMount.Type type) {
    return types.contains(type);
  }

  /** True too for a value with variables, which is checked when they are known. */
  boolean accepts(String value) {
    return value.indexOf('$') >= 0 || form.matcher(value).matches();
  }

  boolean isBoolean() {
    return this == READONLY || this == READWRITE || this == REQUIRED;
  }

  /** What the key means without a value, if it may stand so. */
  Optional<String> defaultValue() {
    return isBoolean() ? Optional.of("true") : Optional.empty();
  }
}

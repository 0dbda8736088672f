package dev.jbuild.builder.cdi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.cdi.Value.Location;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads a YAML file of one document. Lists and objects can't be referred to by aliases. */
final class YamlValues {
  private final Path file;

  private YamlValues(Path file) {
    this.file = file;
  }

  static Value read(Path file, byte[] bytes) throws SpecException {
    try {
      Node document = compose(new String(bytes, StandardCharsets.UTF_8));
      if (document == null) {
        throw new SpecException(file, "the file is empty");
      }
      return new YamlValues(file).value(document);
    } catch (MarkedYAMLException e) {
      Location at = location(Optional.ofNullable(e.getProblemMark()));
      throw new SpecException(file, at, "not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new SpecException(file, "not valid YAML: " + e.getMessage());
    }
  }

  private static Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    StreamReader reader = new StreamReader(new StringReader(text));
    return new Composer(new ParserImpl(reader, options), new Resolver(), options).getSingleNode();
  }

  private Value value(Node node) throws SpecException {
    Location at = location(Optional.ofNullable(node.getStartMark()));
    return switch (node) {
      case MappingNode mapping -> fields(at, mapping);
      case SequenceNode sequence -> items(at, sequence);
      case ScalarNode scalar -> scalar(at, scalar);
      default -> new Value.Other(at);
    };
  }

  private Value fields(Location at, MappingNode mapping) throws SpecException {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (NodeTuple field : mapping.getValue()) {
      Location place = location(Optional.ofNullable(field.getKeyNode().getStartMark()));
      if (!(field.getKeyNode() instanceof ScalarNode key)) {
        throw new SpecException(file, place, "a field's name must be a word");
      }
      if (fields.putIfAbsent(key.getValue(), value(field.getValueNode())) != null) {
        throw new SpecException(file, place, "the field \"" + key.getValue() + "\" is there twice");
      }
    }
    return new Value.Fields(at, ImmutableMap.copyOf(fields));
  }

  private Value items(Location at, SequenceNode sequence) throws SpecException {
    ImmutableList.Builder<Value> items = ImmutableList.builder();
    for (Node item : sequence.getValue()) {
      items.add(value(item));
    }
    return new Value.Items(at, items.build());
  }

  private Value scalar(Location at, ScalarNode scalar) throws SpecException {
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.STR)) {
      return new Value.Text(at, text);
    }
    if (!scalar.getTag().equals(Tag.INT)) {
      return new Value.Other(at);
    }
    try {
      return new Value.Whole(at, Long.decode(text.replaceFirst("^0o", "0")));
    } catch (NumberFormatException e) {
      throw new SpecException(file, at, "not a number that can be read: " + text);
    }
  }

  private static Location location(Optional<Mark> mark) {
    return mark.map(at -> new Location(at.getLine() + 1, at.getColumn() + 1))
        .orElseGet(() -> new Location(1, 1));
  }
}

package dev.jbuild.builder.cdi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.cdi.Value.Location;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a JSON file. */
final class JsonValues {
  private final JsonParser parser;

  private JsonValues(JsonParser parser) {
    this.parser = parser;
  }

  static Value read(Path file, byte[] bytes) throws IOException, SpecException {
    try (JsonParser parser = new JsonFactory().createParser(bytes)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      JsonValues values = new JsonValues(parser);
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new SpecException(file, "the file is empty");
      }
      Value value = values.value(first);
      if (parser.nextToken() != null) {
        throw new SpecException(file, values.location(), "there is more after the end");
      }
      return value;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String problem = "not valid JSON: " + e.getOriginalMessage();
      throw at == null
          ? new SpecException(file, problem)
          : new SpecException(file, location(at), problem);
    }
  }

  private Value value(JsonToken token) throws IOException {
    Location at = location();
    return switch (token) {
      case START_OBJECT -> fields(at);
      case START_ARRAY -> items(at);
      case VALUE_STRING -> new Value.Text(at, parser.getText());
      case VALUE_NUMBER_INT -> new Value.Whole(at, parser.getLongValue());
      default -> new Value.Other(at);
    };
  }

  private Value fields(Location at) throws IOException {
    ImmutableMap.Builder<String, Value> fields = ImmutableMap.builder();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      fields.put(name, value(parser.nextToken()));
    }
    return new Value.Fields(at, fields.buildOrThrow());
  }

  private Value items(Location at) throws IOException {
    ImmutableList.Builder<Value> items = ImmutableList.builder();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      items.add(value(t));
    }
    return new Value.Items(at, items.build());
  }

  private Location location() {
    return location(parser.currentTokenLocation());
  }

  private static Location location(JsonLocation at) {
    return new Location(at.getLineNr(), at.getColumnNr());
  }
}

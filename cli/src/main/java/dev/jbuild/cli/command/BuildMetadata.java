package dev.jbuild.cli.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.jbuild.builder.BuildResult;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code --metadata-file}: the members that {@code docker buildx build} writes. */
final class BuildMetadata {
  private BuildMetadata() {}

  static void write(BuildResult result, Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file);
        JsonGenerator json = new JsonFactory().createGenerator(writer)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("containerimage.config.digest", result.config().toString());
      json.writeFieldName("containerimage.descriptor");
      descriptor(json, result.manifest());
      json.writeStringField("containerimage.digest", result.manifest().digest().toString());
      if (!result.tags().isEmpty()) {
        json.writeStringField("image.name", names(result));
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void descriptor(JsonGenerator json, Descriptor descriptor) throws IOException {
    json.writeStartObject();
    json.writeStringField("mediaType", descriptor.mediaType().value());
    json.writeStringField("digest", descriptor.digest().toString());
    json.writeNumberField("size", descriptor.size());
    if (!descriptor.annotations().isEmpty()) {
      json.writeObjectFieldStart("annotations");
      for (Map.Entry<String, String> annotation : descriptor.annotations().entrySet()) {
        json.writeStringField(annotation.getKey(), annotation.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static String names(BuildResult result) {
    return result.tags().stream().map(ImageReference::toString).collect(Collectors.joining(","));
  }
}

package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.context.SourceFile;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads Dockerfiles. */
final class DockerfileTexts {
  static final String NAME = "Dockerfile";
  static final String LOWERCASE_NAME = "dockerfile";

  /** No Dockerfile is longer: whatever is, is something else. */
  private static final int MOST_BYTES = 64 << 20;

  private DockerfileTexts() {}

  /**
   * Reads a file of this machine.
   *
   * @param name what messages call it
   */
  static SourceText file(Path file, String name) throws IOException, InvalidDockerfileException {
    if (!Files.exists(file)) {
      throw missing(name, file + " does not exist");
    }
    if (Files.isDirectory(file)) {
      throw invalid(name, file + " is a directory", "name a file with -f");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return stream(in, name);
    }
  }

  /** Reads a file of a context; its standard names, where none is given. */
  static SourceText inTree(SourceTree files, Optional<Path> wanted)
      throws IOException, InvalidDockerfileException {
    String name = wanted.isPresent() ? wanted.get().normalize().toString() : standardName(files);
    Optional<SourceFile> file = files.get(files.resolve(name));
    if (file.isEmpty()) {
      throw missing(name, "there is no " + name + " " + files.where());
    }
    if (file.get().kind() != SourceFile.Kind.REGULAR) {
      throw invalid(name, name + " is not a file", "name a file of the context with -f");
    }
    try (InputStream in = file.get().open()) {
      return stream(in, name);
    }
  }

  private static String standardName(SourceTree files) throws IOException {
    boolean isLowercase = files.get(NAME).isEmpty() && files.get(LOWERCASE_NAME).isPresent();
    return isLowercase ? LOWERCASE_NAME : NAME;
  }

  /** Reads a stream to its end. */
  static SourceText stream(InputStream in, String name)
      throws IOException, InvalidDockerfileException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw invalid(name, name + " is no Dockerfile: it is longer than 64 MB", "name another");
    }
    try {
      return new SourceText(name, UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      InvalidDockerfileException invalid = invalid(name, name + " is not UTF-8 text", "convert it");
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static InvalidDockerfileException missing(String name, String fact) {
    return invalid(
        name,
        "failed to read dockerfile: open " + name + ": no such file or directory",
        fact + ": write one, or name another with -f");
  }

  private static InvalidDockerfileException invalid(String name, String message, String help) {
    return new InvalidDockerfileException(
        new SourceText(name, ""),
        ImmutableList.of(Diagnostic.error(Span.of(1, 1, 1, 1), message, help)));
  }
}

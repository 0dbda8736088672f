package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.context.BuildContext;
import dev.jbuild.builder.context.FileHasher;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.ignore.IgnoreFile;
import dev.jbuild.parser.ignore.IgnoreMatcher;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the Dockerfile and the ignore file of a build. */
final class DockerfileReader {
  private static final String NAME = "Dockerfile";
  private static final String IGNORE = ".dockerignore";

  private final Path context;
  private final Path file;

  private DockerfileReader(Path context, Path file) {
    this.context = context;
    this.file = file;
  }

  /** Finds the files. Reads none of them yet. */
  static DockerfileReader of(Path context, Optional<Path> dockerfile) throws BuildFailedException {
    if (!Files.isDirectory(context)) {
      throw new BuildFailedException(
          "the build context " + context + " is not a directory; name one, such as .");
    }
    Path lowercase = context.resolve("dockerfile");
    Path standard = context.resolve(NAME);
    boolean isLowercase = !Files.exists(standard) && Files.exists(lowercase);
    return new DockerfileReader(context, dockerfile.orElse(isLowercase ? lowercase : standard));
  }

  /** The Dockerfile's text, under its name as the user knows it. */
  SourceText source() throws IOException, InvalidDockerfileException {
    if (!Files.exists(file)) {
      throw invalid(
          "no Dockerfile: " + file + " does not exist", "write one, or name another with -f");
    }
    if (Files.isDirectory(file)) {
      throw invalid(file + " is a directory", "name a file with -f");
    }
    try {
      return new SourceText(name(file), Files.readString(file));
    } catch (MalformedInputException e) {
      InvalidDockerfileException invalid = invalid(file + " is not UTF-8 text", "convert it");
      invalid.initCause(e);
      throw invalid;
    }
  }

  private InvalidDockerfileException invalid(String message, String help) {
    return new InvalidDockerfileException(
        new SourceText(name(file), ""),
        ImmutableList.of(Diagnostic.error(Span.of(1, 1, 1, 1), message, help)));
  }

  /** The context without what {@code <Dockerfile>.dockerignore}, else .dockerignore, names. */
  BuildContext context(FileHasher hasher) throws IOException, InvalidDockerfileException {
    return new BuildContext(context, ignored(), hasher);
  }

  private IgnoreMatcher ignored() throws IOException, InvalidDockerfileException {
    Path own = file.resolveSibling(file.getFileName() + IGNORE);
    Path ignoreFile = Files.isRegularFile(own) ? own : context.resolve(IGNORE);
    return Files.isRegularFile(ignoreFile)
        ? IgnoreFile.matcher(new SourceText(name(ignoreFile), Files.readString(ignoreFile)))
        : IgnoreMatcher.none();
  }

  private String name(Path path) {
    return path.startsWith(context) ? context.relativize(path).toString() : path.toString();
  }
}

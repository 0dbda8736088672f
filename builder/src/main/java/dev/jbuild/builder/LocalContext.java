package dev.jbuild.builder;

import dev.jbuild.builder.context.BuildContext;
import dev.jbuild.builder.context.FileHasher;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.ignore.IgnoreFile;
import dev.jbuild.parser.ignore.IgnoreMatcher;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of this machine as a context, without what its ignore file names. */
final class LocalContext {
  private static final String IGNORE = ".dockerignore";

  private final Path directory;
  private final FileHasher hasher;
  private final String where;

  private LocalContext(Path directory, FileHasher hasher, String where) {
    this.directory = directory;
    this.hasher = hasher;
    this.where = where;
  }

  /**
   * Finds the directory. Reads none of its files yet.
   *
   * @param where it is, as messages say it
   */
  static LocalContext of(Path directory, FileHasher hasher, String where)
      throws BuildFailedException {
    if (!Files.isDirectory(directory)) {
      throw new BuildFailedException(
          directory + " is not a directory: nothing can be found " + where);
    }
    return new LocalContext(directory, hasher, where);
  }

  /** Where the Dockerfile is if nobody says where. */
  Path standardDockerfile() {
    Path lowercase = directory.resolve(DockerfileTexts.LOWERCASE_NAME);
    Path standard = directory.resolve(DockerfileTexts.NAME);
    return !Files.exists(standard) && Files.exists(lowercase) ? lowercase : standard;
  }

  /** The text of a Dockerfile on this machine, under its name as the user knows it. */
  SourceText dockerfile(Path file) throws IOException, InvalidDockerfileException {
    return DockerfileTexts.file(file, name(file));
  }

  /** The files without what {@code .dockerignore} names. */
  BuildContext files() throws IOException, InvalidDockerfileException {
    return new BuildContext(directory, ignored(directory.resolve(IGNORE)), hasher, where);
  }

  /** The files without what {@code <Dockerfile>.dockerignore}, else .dockerignore, names. */
  BuildContext filesFor(Path dockerfile) throws IOException, InvalidDockerfileException {
    Path own = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE);
    return Files.isRegularFile(own)
        ? new BuildContext(directory, ignored(own), hasher, where)
        : files();
  }

  private IgnoreMatcher ignored(Path file) throws IOException, InvalidDockerfileException {
    return Files.isRegularFile(file)
        ? IgnoreFile.matcher(new SourceText(name(file), Files.readString(file)))
        : IgnoreMatcher.none();
  }

  private String name(Path file) {
    return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
  }
}

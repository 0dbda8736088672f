package dev.jbuild.builder.git;

import com.google.common.base.Splitter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Goes to a directory of a checkout, through real directories only: a link could lead anywhere. */
final class SubdirectoryFinder {
  private SubdirectoryFinder() {}

  static Path find(Path checkout, GitReference reference) throws GitException {
    Path directory = checkout;
    for (String part : Splitter.on('/').omitEmptyStrings().split(reference.subdirectory())) {
      directory = directory.resolve(part);
      if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw invalid(reference, "there is no " + checkout.relativize(directory));
      }
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw invalid(
            reference,
            "git subpath contains non-directory \"" + checkout.relativize(directory) + "\"");
      }
    }
    return directory;
  }

  private static GitException invalid(GitReference reference, String why) {
    return new GitException(
        "invalid subdir "
            + reference.subdirectory()
            + " of "
            + reference.shownRemote()
            + ": "
            + why);
  }
}

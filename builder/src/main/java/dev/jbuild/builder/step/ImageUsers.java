package dev.jbuild.builder.step;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jbuild.builder.context.SourceFile;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds owners by name in the root of an image; reads its files only for names. */
public final class ImageUsers {
  private static final int LARGEST = 4 << 20;

  private final Optional<Root> root;
  private final Consumer<String> warnings;

  /**
   * Reads nothing yet.
   *
   * @param root empty for an image without any layer
   * @param warnings is told of names that are not known
   */
  public ImageUsers(Optional<Root> root, Consumer<String> warnings) {
    this.root = root;
    this.warnings = warnings;
  }

  /** Gives the image's root when it is needed. */
  @FunctionalInterface
  public interface Root {
    SourceTree get() throws IOException;
  }

  /** Whether an owner is told by numbers alone, and so does not depend on the image. */
  public static boolean isNumeric(String owner) {
    return UserDatabase.isNumeric(owner);
  }

  /** Reads {@code user[:group]}. */
  Owner find(String owner) throws IOException, BuildFailedException {
    return database(owner).find(owner, warnings);
  }

  private UserDatabase database(String owner) throws IOException, BuildFailedException {
    if (isNumeric(owner)) {
      return new UserDatabase("", "");
    }
    if (root.isEmpty() && UserDatabase.isOfRoot(owner)) {
      return new UserDatabase("root:x:0:0", "root:x:0");
    }
    if (root.isEmpty()) {
      throw new BuildFailedException(
          "invalid user index: no user or group is known by name on scratch: write numbers instead"
              + " of \""
              + owner
              + "\"");
    }
    SourceTree tree = root.get().get();
    return new UserDatabase(read(tree, "etc/passwd"), read(tree, "etc/group"));
  }

  private static String read(SourceTree tree, String path)
      throws IOException, BuildFailedException {
    Optional<SourceFile> file = tree.get(tree.resolve(path));
    if (file.isEmpty()) {
      return "";
    }
    if (!(file.get().entry() instanceof RegularFile regular) || regular.size() > LARGEST) {
      throw new BuildFailedException(
          "the image's /" + path + " is no file of at most " + LARGEST + " bytes");
    }
    try (InputStream in = file.get().open()) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }
}

package dev.jbuild.builder.step;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jbuild.builder.context.SourceFile;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Finds owners by name in the root of an image; reads its files only for names. */
public final class ImageUsers {
  private static final int LARGEST = 4 << 20;

  private final Root root;

  public ImageUsers(Root root) {
    this.root = root;
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
    UserDatabase database =
        isNumeric(owner)
            ? new UserDatabase("", "")
            : new UserDatabase(read("etc/passwd"), read("etc/group"));
    return database.find(owner);
  }

  private String read(String path) throws IOException, BuildFailedException {
    SourceTree tree = root.get();
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

package dev.jbuild.sandbox;

/** Something that a command sees in its root, and that never enters the layer. */
public sealed interface Mount {

  /** Absolute path in the root; made for the time of the run when it does not exist. */
  String target();

  /**
   * A file that cannot be written to, such as a heredoc's script.
   *
   * @param content written as UTF-8
   * @param mode permission bits, 0 to 0777
   */
  record ReadOnlyFile(String target, String content, int mode) implements Mount {
    public ReadOnlyFile {
      if (!target.startsWith("/")) {
        throw new IllegalArgumentException("the mount's target is not absolute: " + target);
      }
    }
  }
}

package dev.jbuild.sandbox;

/**
 * Takes what a command prints, as it prints it. Called by one thread at a time for a run; the array
 * must not be kept.
 */
public interface RunOutput {
  /** Forgets it. */
  RunOutput NOWHERE =
      new RunOutput() {
        @Override
        public void stdout(byte[] bytes, int offset, int length) {}

        @Override
        public void stderr(byte[] bytes, int offset, int length) {}
      };

  void stdout(byte[] bytes, int offset, int length);

  void stderr(byte[] bytes, int offset, int length);
}

package dev.jbuild.builder.solve;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.step.CopySource;
import dev.jbuild.builder.step.Times;
import dev.jbuild.oci.Digest;
import java.io.IOException;

/** One source of COPY or ADD: first its digest; its files only when the layer must be planned. */
interface FoundSource {

  /** Names the content, the names of the files in it included. */
  Digest digest() throws IOException;

  /** The files. */
  CopySource files() throws IOException, BuildFailedException;

  /** A source whose files are known already. */
  static FoundSource of(CopySource files, Times times) {
    return new FoundSource() {
      @Override
      public Digest digest() throws IOException {
        return files.digest(times);
      }

      @Override
      public CopySource files() {
        return files;
      }
    };
  }
}

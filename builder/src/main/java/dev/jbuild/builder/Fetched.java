package dev.jbuild.builder;

import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a context has.
 *
 * @param dockerfile present where there is nothing but a Dockerfile
 */
record Fetched(SourceTree files, Optional<SourceText> dockerfile, Age age) {

  /** When what was fetched was made. */
  @FunctionalInterface
  interface Age {
    /** What this machine has is never asked: its times say when it came here. */
    Age UNKNOWN = Optional::empty;

    /** Empty where nobody tells. */
    Optional<Instant> time() throws IOException, InterruptedException;
  }

  /** Files of this machine. */
  static Fetched of(SourceTree files) {
    return new Fetched(files, Optional.empty(), Age.UNKNOWN);
  }
}

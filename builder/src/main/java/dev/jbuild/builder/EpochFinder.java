package dev.jbuild.builder;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.failure.Place;
import dev.jbuild.builder.plan.SourceDateEpoch;
import dev.jbuild.builder.solve.SourceTimes;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Finds the time that SOURCE_DATE_EPOCH means. */
final class EpochFinder {
  private final Contexts contexts;
  private final SourceTimes sources;

  EpochFinder(Contexts contexts, SourceTimes sources) {
    this.contexts = contexts;
    this.sources = sources;
  }

  /** Empty where what it names has no time. */
  Optional<Instant> find(SourceDateEpoch epoch, SourceText dockerfile)
      throws IOException, BuildFailedException, InterruptedException {
    return switch (epoch) {
      case SourceDateEpoch.At at -> Optional.of(at.time());
      case SourceDateEpoch.MainContext _ -> contexts.age().time();
      case SourceDateEpoch.NamedFiles named -> contexts.age(named.context()).time();
      case SourceDateEpoch.Added added -> find(added, dockerfile);
      case SourceDateEpoch.Timeless _ -> Optional.empty();
    };
  }

  private Optional<Instant> find(SourceDateEpoch.Added added, SourceText dockerfile)
      throws IOException, BuildFailedException, InterruptedException {
    try {
      return sources.of(added.source());
    } catch (BuildFailedException e) {
      throw e.at(new Place(dockerfile, added.span()));
    }
  }
}

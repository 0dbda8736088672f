package dev.jbuild.cli.gpu;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One {@code NVIDIA_REQUIRE_*} value. Terms stand between spaces and any one of them suffices;
 * factors of a term stand between commas and all of them must hold (nvidia-container-toolkit,
 * internal/requirements/constraints).
 */
public record Requirement(ImmutableList<Term> terms) {
  /** In the order in which the container toolkit tries them. */
  private static final ImmutableList<String> OPERATORS =
      ImmutableList.of("!=", "<=", ">=", "=", "<", ">");

  private static final Splitter TERMS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

  private static final Splitter FACTORS = Splitter.on(',');

  private static final ImmutableSet<String> PROPERTIES =
      ImmutableSet.of("cuda", "driver", "arch", "brand");

  /** Factors that must hold together. */
  public record Term(ImmutableList<Factor> factors) {}

  /** Such as {@code driver>=535}. */
  public record Factor(String property, String operator, String value) {}

  /**
   * Reads a value. Factors about properties that the toolkit does not know are left out, as it
   * does.
   *
   * @throws IllegalArgumentException for a factor without an operator, which the toolkit refuses
   *     too
   */
  public static Requirement parse(String text) {
    ImmutableList.Builder<Term> terms = ImmutableList.builder();
    for (String term : TERMS.split(text)) {
      terms.add(term(term));
    }
    return new Requirement(terms.build());
  }

  private static Term term(String text) {
    ImmutableList.Builder<Factor> factors = ImmutableList.builder();
    for (String part : FACTORS.split(text)) {
      Factor factor = factor(part);
      if (PROPERTIES.contains(factor.property())) {
        factors.add(factor);
      }
    }
    return new Term(factors.build());
  }

  private static Factor factor(String text) {
    for (String operator : OPERATORS) {
      int at = text.indexOf(operator);
      if (at > 0) {
        return new Factor(text.substring(0, at), operator, text.substring(at + operator.length()));
      }
    }
    throw new IllegalArgumentException("invalid constraint \"" + text + "\": no operator");
  }

  /** The lowest CUDA version of a driver that satisfies this by a {@code cuda} factor alone. */
  public Optional<GpuVersion> lowestCuda() {
    return terms.stream()
        .filter(term -> term.factors().size() == 1)
        .map(term -> term.factors().getFirst())
        .filter(is("cuda", ">="))
        .flatMap(factor -> GpuVersion.parse(factor.value()).stream())
        .min(GpuVersion::compareTo);
  }

  /** The driver branches that this names, such as 470 and 535; sorted. */
  public ImmutableList<Integer> driverBranches() {
    return factors(is("driver", ">="))
        .flatMap(factor -> GpuVersion.parse(factor.value()).stream())
        .map(GpuVersion::major)
        .distinct()
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }

  /** The brands of card that this names, in its order. */
  public ImmutableList<String> brands() {
    return factors(is("brand", "="))
        .map(Factor::value)
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  private Stream<Factor> factors(Predicate<Factor> wanted) {
    return terms.stream().flatMap(term -> term.factors().stream()).filter(wanted);
  }

  private static Predicate<Factor> is(String property, String operator) {
    return factor -> factor.property().equals(property) && factor.operator().equals(operator);
  }
}

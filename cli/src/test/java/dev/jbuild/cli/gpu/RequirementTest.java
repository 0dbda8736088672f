package dev.jbuild.cli.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementTest {
  @ParameterizedTest
  @CsvSource({
    "cuda>=12.4,cuda,>=,12.4",
    "cuda<=12.4,cuda,<=,12.4",
    "cuda!=12.4,cuda,!=,12.4",
    "cuda>12.4,cuda,>,12.4",
    "cuda<12.4,cuda,<,12.4",
    "arch=8.0,arch,=,8.0",
    "brand!=tesla,brand,!=,tesla"
  })
  void factors(String text, String property, String operator, String value) {
    assertThat(Requirement.parse(text).terms().getFirst().factors())
        .containsExactly(new Requirement.Factor(property, operator, value));
  }

  @Test
  void spacesAreOrAndCommasAreAnd() {
    Requirement requirement = Requirement.parse(" cuda>=12.1  brand=tesla,driver>=470,driver<471 ");
    assertThat(requirement.terms()).hasSize(2);
    assertThat(requirement.terms().get(1).factors()).hasSize(3);
    assertThat(requirement.lowestCuda()).contains(GpuVersion.of(12, 1));
    assertThat(requirement.driverBranches()).containsExactly(470);
    assertThat(requirement.brands()).containsExactly("tesla");
  }

  @Test
  void unknownPropertiesAreLeftOut() {
    assertThat(Requirement.parse("moon=full").terms().getFirst().factors()).isEmpty();
  }

  @Test
  void aFactorNeedsAnOperator() {
    assertThatThrownBy(() -> Requirement.parse("cuda>=12 nonsense"))
        .hasMessage("invalid constraint \"nonsense\": no operator");
  }

  @ParameterizedTest
  @CsvSource({
    "12.4,12.4.0,0",
    "12.4.1,12.4,1",
    "535.104.05,535.104.5,0",
    "535.54.03,535.104.05,-1",
    "12.3.2.001,12.3.2,1",
    "9.0,12.3,-1",
    "8.9.7.29+cuda12.2,8.9.7.29,0",
    "9.1.0.70-1,9.1.0.70,0"
  })
  void versionsAreDottedIntegers(String left, String right, int order) {
    GpuVersion first = GpuVersion.parse(left).orElseThrow();
    GpuVersion second = GpuVersion.parse(right).orElseThrow();
    assertThat(Integer.signum(first.compareTo(second))).isEqualTo(order);
  }

  @ParameterizedTest
  @CsvSource({"x", "''", "12.", "1..2", "99999999999"})
  void notVersions(String text) {
    assertThat(GpuVersion.parse(text)).isEmpty();
  }
}

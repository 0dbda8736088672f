package dev.jbuild.parser.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc | abc | true",
        "* | abc | true",
        "*c | abc | true",
        "a* | a | true",
        "a* | abc | true",
        "a* | ab/c | false",
        "a*/b | abc/b | true",
        "a*/b | a/c/b | false",
        "a*b*c*d*e*/f | axbxcxdxe/f | true",
        "a*b*c*d*e*/f | axbxcxdxe/xxx/f | false",
        "a*b?c*x | abxbbxdbxebxczzx | true",
        "a*b?c*x | abxbbxdbxebxczzy | false",
        "ab[c] | abc | true",
        "ab[b-d] | abc | true",
        "ab[e-g] | abc | false",
        "ab[^c] | abc | false",
        "ab[^e-g] | abc | true",
        "a\\*b | a*b | true",
        "a\\*b | ab | false",
        "a?b | a☺b | true",
        "a[^a]b | a☺b | true",
        "a???b | a☺b | false",
        "[a-ζ]* | α | true",
        "*[a-ζ] | A | false",
        "a?b | a/b | false",
        "a*b | a/b | false",
        "[\\]a] | ] | true",
        "[\\-] | - | true",
        "[x\\-] | x | true",
        "[x\\-] | z | false",
        "[z-a] | m | false",
        "*x | xxx | true",
        "** | a/b | false",
        "a?? | a🚀b | true",
      })
  void matches(String pattern, String path, boolean expected) throws InvalidGlobException {
    assertThat(Glob.parse(pattern).matches(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]a]", "[-]", "[x-]", "[-x]", "[", "[^", "[^bc", "a[", "a\\", "[a\\"})
  void refuses(String pattern) {
    assertThatThrownBy(() -> Glob.parse(pattern))
        .isInstanceOf(InvalidGlobException.class)
        .hasMessageStartingWith("invalid pattern \"" + pattern + "\": ");
  }

  @Test
  void knowsPatternsFromNames() {
    assertThat(Glob.isPattern("a*")).isTrue();
    assertThat(Glob.isPattern("a?")).isTrue();
    assertThat(Glob.isPattern("a[b]")).isTrue();
    assertThat(Glob.isPattern("a\\*")).isFalse();
    assertThat(Glob.isPattern("a]\\")).isFalse();
  }

  /** Backtracking over this pattern would take longer than the universe is old. */
  @Test
  void matchesPatternsWithManyStars() throws InvalidGlobException {
    assertThat(Glob.parse("*a".repeat(40) + "b").matches("a".repeat(200))).isFalse();
  }
}

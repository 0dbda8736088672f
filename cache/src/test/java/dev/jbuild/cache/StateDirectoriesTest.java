package dev.jbuild.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDirectoriesTest {
  @Test
  void jbuildHomeHasBoth() {
    assertThat(StateDirectories.of(Map.of("JBUILD_HOME", "/j", "XDG_CACHE_HOME", "/c")))
        .isEqualTo(new StateDirectories(Path.of("/j/cache"), Path.of("/j/data")));
  }

  @Test
  void xdgComesNext() {
    assertThat(StateDirectories.of(Map.of("XDG_CACHE_HOME", "/c", "XDG_DATA_HOME", "/d")))
        .isEqualTo(new StateDirectories(Path.of("/c/jbuild"), Path.of("/d/jbuild")));
  }

  @Test
  void emptyAndRelativeOnesCountAsUnset() {
    Map<String, String> env =
        Map.of("JBUILD_HOME", "", "HOME", "/h", "XDG_CACHE_HOME", "c", "XDG_DATA_HOME", "");
    assertThat(StateDirectories.of(env))
        .isEqualTo(
            new StateDirectories(Path.of("/h/.cache/jbuild"), Path.of("/h/.local/share/jbuild")));
  }
}

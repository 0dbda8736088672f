package dev.jbuild.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedSet;
import dev.jbuild.sandbox.InvalidUserException;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserResolverTest {
  @TempDir Path root;

  @BeforeEach
  void writeAccounts() throws IOException {
    Files.createDirectory(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/passwd"),
        """
        root:x:0:0:root:/root:/bin/sh
        app:x:1000:1001::/home/app:/bin/sh
        broken:x
        1234:x:77:78::/odd:/bin/sh
        """);
    Files.writeString(root.resolve("etc/group"), "app:x:1001:\naudio:x:29:root,app\nempty:x:9:\n");
  }

  private ResolvedUser resolve(String user) throws IOException {
    try (DirectoryHandle handle = DirectoryHandle.open(root)) {
      return UserResolver.of(handle).resolve(user);
    }
  }

  @Test
  void knowsNamesAndNumbers() throws IOException {
    assertThat(resolve("")).isEqualTo(user(0, 0, "/root"));
    assertThat(resolve("app")).isEqualTo(user(1000, 1001, "/home/app", 29));
    assertThat(resolve("1000")).isEqualTo(user(1000, 1001, "/home/app", 29));
    assertThat(resolve("app:empty")).isEqualTo(user(1000, 9, "/home/app"));
    assertThat(resolve("5:6")).isEqualTo(user(5, 6, "/"));
    assertThat(resolve("5")).isEqualTo(user(5, 0, "/"));
    assertThat(resolve("1234")).isEqualTo(user(77, 78, "/odd"));
  }

  /** The primary group is among the supplementary ones. */
  private static ResolvedUser user(int uid, int gid, String home, Integer... others) {
    return new ResolvedUser(
        uid, gid, ImmutableSortedSet.<Integer>naturalOrder().add(gid).add(others).build(), home);
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> resolve("nobody"))
        .isInstanceOf(InvalidUserException.class)
        .hasMessage("unable to find user nobody: no matching entries in the image's /etc/passwd");
    assertThatThrownBy(() -> resolve("app:nogroup")).hasMessageContaining("group nogroup");
  }

  /** CVE-2024-40635: ids beyond 2^31 - 1 became root. */
  @Test
  void refusesIdsThatOverflow() {
    assertThatThrownBy(() -> resolve("2147483648"))
        .isInstanceOf(InvalidUserException.class)
        .hasMessageContaining("user id 2147483648 is out of range");
    assertThatThrownBy(() -> resolve("0:99999999999999999999"))
        .isInstanceOf(InvalidUserException.class);
    assertThatThrownBy(() -> resolve("-1")).isInstanceOf(InvalidUserException.class);
  }

  /** CVE-2024-9676: a fifo or a huge file as passwd hung the builder or used up its memory. */
  @Test
  void isNotTrappedByItsFiles() throws Exception {
    Path passwd = root.resolve("etc/passwd");
    Files.delete(passwd);
    assertThat(new ProcessBuilder("mkfifo", passwd.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> resolve("app")).hasMessageContaining("no regular file");

    Files.delete(passwd);
    Files.createSymbolicLink(passwd, Path.of("/../../../../../etc/passwd"));
    assertThatThrownBy(() -> resolve("app")).isInstanceOf(IOException.class);

    Files.delete(passwd);
    Files.write(passwd, new byte[(4 << 20) + 1]);
    assertThatThrownBy(() -> resolve("app")).hasMessageContaining("at most");
  }

  @Test
  void takesNumbersWhereThereAreNoAccounts() throws IOException {
    Files.delete(root.resolve("etc/passwd"));
    Files.delete(root.resolve("etc/group"));

    assertThat(resolve("")).isEqualTo(user(0, 0, "/"));
    assertThat(resolve("12:34")).isEqualTo(user(12, 34, "/"));
  }
}

package dev.jbuild.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An ordinary user with a range of sub-ids: {@value #NAME}, made on first use when the tests run as
 * root; the user of the tests themselves when they don't.
 */
public final class UnprivilegedUser {
  /** The user that is made. */
  public static final String NAME = "jbuildtest";

  private static final long SUB_IDS = 65536;
  private static final int USER_EXISTS = 9;

  private final String name;

  private UnprivilegedUser(String name) {
    this.name = name;
  }

  /** The user, made if need be; skips the test on a machine without useradd. */
  public static synchronized UnprivilegedUser get() {
    String me = System.getProperty("user.name");
    if (!me.equals("root")) {
      return new UnprivilegedUser(me);
    }
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/useradd")),
        "no ordinary user to test with: useradd is missing (package passwd)");
    create();
    return new UnprivilegedUser(NAME);
  }

  private static void create() {
    int status = run("useradd", "--create-home", "--shell", "/bin/bash", NAME);
    if (status != 0 && status != USER_EXISTS) {
      throw new IllegalStateException("useradd " + NAME + " exited with " + status);
    }
    for (SubIds ids : List.of(SubIds.of("/etc/subuid"), SubIds.of("/etc/subgid"))) {
      if (!ids.has(NAME)) {
        ids.add(NAME, SUB_IDS);
      }
    }
  }

  /** What the user is called. */
  public String name() {
    return name;
  }

  /** The user's home directory, where it may write. */
  public Path home() {
    return Path.of(name.equals(NAME) ? "/home/" + NAME : System.getProperty("user.home"));
  }

  /** Runs a command as this user, with this environment but for HOME and USER. */
  public ProcessBuilder process(List<String> command) {
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("setpriv", "--reuid=" + name, "--regid=" + name, "--init-groups", "--"));
    }
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("HOME", home().toString());
    builder.environment().put("USER", name);
    builder.environment().remove("XDG_RUNTIME_DIR");
    return builder;
  }

  /** Makes a path and all below it this user's own. */
  public void own(Path path) {
    if (!name.equals(NAME)) {
      return;
    }
    int status = run("chown", "--recursive", "--no-dereference", name + ":" + name, "" + path);
    if (status != 0) {
      throw new IllegalStateException("chown of " + path + " exited with " + status);
    }
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

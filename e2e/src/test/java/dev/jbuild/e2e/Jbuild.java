package dev.jbuild.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.testkit.Program;
import dev.jbuild.testkit.ReadableClassPath;
import dev.jbuild.testkit.TemporaryDirectory;
import dev.jbuild.testkit.UnprivilegedUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jbuild command as a process, with a state of its own that goes when it is closed. */
final class Jbuild implements AutoCloseable {
  private final TemporaryDirectory home;
  private final Optional<UnprivilegedUser> user;
  private final String classPath;
  private final Map<String, String> environment = new HashMap<>();

  private Jbuild(TemporaryDirectory home, Optional<UnprivilegedUser> user, boolean forOthers)
      throws IOException {
    this.home = home;
    this.user = user;
    classPath =
        forOthers
            ? ReadableClassPath.into(Files.createDirectory(home.path().resolve("installed")))
            : ReadableClassPath.CLASS_PATH;
    environment.put("JBUILD_HOME", Files.createDirectory(home.path().resolve("state")).toString());
    environment.put("HOME", Files.createDirectory(home.path().resolve("home")).toString());
    environment.put("TMPDIR", Files.createDirectory(home.path().resolve("tmp")).toString());
    if (forOthers) {
      Files.setPosixFilePermissions(home.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    if (user.isPresent()) {
      for (Path directory : writable()) {
        user.get().own(directory);
      }
    }
  }

  /** Run by the user who runs the tests. */
  static Jbuild asMe() throws IOException {
    return new Jbuild(directory(), Optional.empty(), false);
  }

  /** Started by the user who runs the tests, to become another user who has no sub-ids. */
  static Jbuild asUser(int uid) throws IOException {
    Jbuild jbuild = new Jbuild(directory(), Optional.empty(), true);
    for (Path directory : jbuild.writable()) {
      Files.setAttribute(directory, "unix:uid", uid);
    }
    return jbuild;
  }

  /** Run by an ordinary user with a range of sub-ids. */
  static Jbuild asOrdinaryUser() throws IOException {
    return new Jbuild(directory(), Optional.of(UnprivilegedUser.get()), true);
  }

  /** Not below the build directory: an ordinary user must be able to get there. */
  private static TemporaryDirectory directory() throws IOException {
    return new TemporaryDirectory(Files.createTempDirectory(Path.of("/tmp"), "jbuild-e2e"));
  }

  /** Sets a variable for the runs that follow. */
  Jbuild with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Where the state is: {@code $JBUILD_HOME}. */
  Path state() {
    return home.path().resolve("state");
  }

  private List<Path> writable() {
    return List.of(state(), work(), home.path().resolve("tmp"));
  }

  /** Where everything is that it may write to. */
  Path all() {
    return home.path();
  }

  /** A directory that the user of this jbuild may read and write. */
  Path work() {
    return home.path().resolve("home");
  }

  /** Runs a command line to its end. */
  Outcome run(String... arguments) throws IOException, InterruptedException {
    Path out = home.path().resolve("out");
    Path err = home.path().resolve("err");
    Process process =
        process(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    int status = process.waitFor();
    return new Outcome(status, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  /** A command line, to be started. */
  ProcessBuilder process(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "dev.jbuild.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        user.map(someone -> someone.process(command)).orElseGet(() -> new ProcessBuilder(command));
    builder.environment().putAll(environment);
    builder.directory(work().toFile());
    return builder;
  }

  @Override
  public void close() throws IOException {
    Program.run("rm", "-rf", home.path().toString());
  }
}

package dev.jbuild.e2e.differ;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.cli.BuilderEngine;
import dev.jbuild.cli.Console;
import dev.jbuild.cli.Jbuild;
import dev.jbuild.testkit.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jbuild command inside this process, with a state directory of its own. */
public final class JbuildHome {
  /** The name of the base image that folders of testdata/build may use. */
  public static final String BASE = "jbuild/busybox";

  private final Path directory;
  private final Map<String, String> environment;

  private JbuildHome(Path directory) {
    this.directory = directory;
    environment =
        Map.of(
            "JBUILD_HOME",
            directory.resolve("state").toString(),
            "HOME",
            directory.resolve("home").toString());
  }

  /**
   * Makes the state, with the base image in it.
   *
   * @param busybox the root file system as a tar
   */
  public static JbuildHome in(Path directory, Path busybox) throws IOException {
    JbuildHome home = new JbuildHome(directory);
    home.must("import", busybox.toString(), BASE);
    return home;
  }

  /** Another state, as this one is now. */
  public JbuildHome copyTo(Path other) throws IOException {
    Program.run("cp", "-r", directory.toString(), other.toString());
    return new JbuildHome(other);
  }

  /** Writes the base image to an archive, {@code oci} or {@code docker}. */
  public Path saveBase(Path archive, String format) throws IOException {
    must("save", "--format", format, "-o", archive.toString(), BASE);
    return archive;
  }

  /** Builds a folder into an archive beside it. */
  public BuildOutcome build(PreparedContext context) throws IOException {
    BuildFolder folder = context.folder();
    Places places = context.places();
    Path archive = context.beside("jbuild.tar");
    List<String> command = new ArrayList<>(List.of("build", "--progress=quiet", "--network=none"));
    command.add("--output=type=oci,dest=" + archive);
    command.addAll(folder.arguments(places));
    command.add(folder.context(places));
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status;
    try (InputStream input = input(folder.input(places))) {
      status = run(command, with(folder.environment(places)), input, errors);
    }
    if (status == 0) {
      return new BuildOutcome.Built(archive);
    }
    return new BuildOutcome.Refused(status, places.hide(errors.toString(UTF_8)));
  }

  private static InputStream input(Optional<Path> file) throws IOException {
    return file.isPresent() ? Files.newInputStream(file.get()) : InputStream.nullInputStream();
  }

  private Map<String, String> with(List<String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      all.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return all;
  }

  private void must(String... command) throws IOException {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    if (run(List.of(command), environment, InputStream.nullInputStream(), errors) != 0) {
      throw new IOException(List.of(command) + ": " + errors.toString(UTF_8));
    }
  }

  private static int run(
      List<String> command, Map<String, String> variables, InputStream in, OutputStream errors) {
    PrintStream out = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    PrintStream err = new PrintStream(errors, true, UTF_8);
    Console console = new Console(in, out, err, false, false);
    return new Jbuild(console, variables, () -> BuilderEngine.open(variables, err::println))
        .run(command);
  }
}

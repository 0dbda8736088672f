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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    Path archive = context.beside("jbuild.tar");
    List<String> command = new ArrayList<>(List.of("build", "--progress=quiet", "--network=none"));
    command.add("--output=type=oci,dest=" + archive);
    command.addAll(context.folder().arguments(context.directory()));
    command.add(context.directory().toString());
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status = run(command, errors);
    if (status == 0) {
      return new BuildOutcome.Built(archive);
    }
    String message = errors.toString(UTF_8).replace(context.directory().toString(), "{context}");
    return new BuildOutcome.Refused(status, message);
  }

  private void must(String... command) throws IOException {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    if (run(List.of(command), errors) != 0) {
      throw new IOException(List.of(command) + ": " + errors.toString(UTF_8));
    }
  }

  private int run(List<String> command, OutputStream errors) {
    PrintStream out = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    PrintStream err = new PrintStream(errors, true, UTF_8);
    Console console = new Console(InputStream.nullInputStream(), out, err, false, false);
    return new Jbuild(console, environment, () -> BuilderEngine.open(environment, err::println))
        .run(command);
  }
}

package dev.jbuild.sandbox;

import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.compress.Compression;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one shell script in a sandbox, in a process that can be killed. */
final class LauncherProgram {
  private LauncherProgram() {}

  static Process start(SandboxSettings settings, RunRequest request) throws IOException {
    return new ProcessBuilder(command(settings, request))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The same, started by another program. */
  static Process startAfter(List<String> program, SandboxSettings settings, RunRequest request)
      throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(command(settings, request));
    return new ProcessBuilder(command).start();
  }

  private static List<String> command(SandboxSettings settings, RunRequest request) {
    LowerLayer lower = request.lowers().getFirst();
    return List.of(
        settings.jvm().java().toString(),
        "-cp",
        System.getProperty("java.class.path"),
        LauncherProgram.class.getName(),
        settings.runtime().name(),
        settings.temporary().toString(),
        lower.id().toString(),
        lower.blob().toString(),
        lower.type().value(),
        lower.places().unpacked().toString(),
        request.layerFile().toString(),
        request.process().args().getLast());
  }

  /** The arguments are as {@link #start} puts them. */
  public static void main(String[] words) throws Exception {
    SandboxSettings settings =
        SandboxSettings.of(Path.of(words[1])).withRuntime(RuntimeChoice.valueOf(words[0]));
    LowerLayer lower =
        new LowerLayer(
            DiffId.parse(words[2]), Path.of(words[3]), new MediaType(words[4]), places(words[5]));
    RunRequest request =
        new RunRequest(
            List.of(lower),
            new ProcessSpec(List.of("sh", "-c", words[7]), Map.of("PATH", "/bin"), "/", ""),
            Surroundings.of(Network.HOST),
            List.of(),
            Path.of(words[6]),
            Compression.GZIP,
            Optional.empty());
    try (Sandbox sandbox = new Sandbox(settings)) {
      sandbox.run(request, printing());
    }
  }

  private static LowerLayer.Places places(String unpacked) {
    Path path = Path.of(unpacked);
    return LowerLayer.Places.in(path.resolveSibling(""), path.getFileName().toString());
  }

  private static RunOutput printing() {
    return (bytes, offset, length) -> {
      System.out.write(bytes, offset, length);
      System.out.flush();
    };
  }
}

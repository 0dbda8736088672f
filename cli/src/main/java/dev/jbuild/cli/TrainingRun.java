package dev.jbuild.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Does what people do most, so that the JVM can write down which classes and methods that takes (an
 * AOT cache). Needs no network but the loopback and runs no command; leaves nothing but its
 * temporary directory, which the caller removes.
 */
final class TrainingRun {
  private static final String DOCKERFILE =
      """
      FROM scratch AS build
      ARG VERSION=1
      COPY . /src/
      WORKDIR /srv
      FROM scratch
      ENV A=1 B="two $A"
      LABEL version=$VERSION
      COPY --from=build --chown=1000:1000 --chmod=644 /src/*.txt /srv/
      USER 1000
      ENTRYPOINT ["/srv/app"]
      """;

  /** Planned and judged, not built: a training run may not be allowed to run commands. */
  private static final String WITH_COMMANDS =
      """
      ARG BASE=training:1
      FROM $BASE AS build
      RUN --mount=type=cache,target=/cache --network=none make -j && make install
      RUN <<EOF
      echo $VERSION
      EOF
      FROM $BASE
      COPY --from=build /usr /usr
      HEALTHCHECK CMD ["true"]
      VOLUME /data
      EXPOSE 80
      CMD ["app"]
      """;

  private static final int BIG_FILE = 16 << 20;
  private static final int SMALL_LAYERS = 40;

  private final Path directory;

  private TrainingRun(Path directory) {
    this.directory = directory;
  }

  /**
   * Trains.
   *
   * @param arguments an empty directory to work in
   */
  public static void main(String[] arguments) throws IOException {
    new TrainingRun(Path.of(arguments[0])).run();
  }

  private void run() throws IOException {
    Path context = Files.createDirectory(directory.resolve("context"));
    Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
    Files.writeString(context.resolve(".dockerignore"), "*.tmp\n!keep.tmp\n");
    for (int i = 0; i < 20; i++) {
      Files.writeString(context.resolve("file" + i + ".txt"), "content ".repeat(1000 * i));
    }
    for (String progress : List.of("plain", "rawjson", "tty", "plain")) {
      jbuild("-t", "training:1", "--progress", progress, context.toString());
    }
    jbuild("build", "-q", "--no-cache", context.toString());
    Path root = directory.resolve("root.tar");
    jbuild("build", "--output", "type=tar,dest=" + root, context.toString());
    jbuild("import", root.toString(), "training:2");
    Path commands = Files.writeString(directory.resolve("commands.Dockerfile"), WITH_COMMANDS);
    jbuild("build", "--check", "-f", commands.toString(), context.toString());
    jbuild("build", "--call=outline", "-f", commands.toString(), context.toString());
    jbuild("images");
    jbuild("inspect", "training:1");
    jbuild("inspect", "--gpu", "training:1");
    jbuild("du");
    jbuild("--nonsense");
    jbuild("--help");
    jbuild("build", "--help");
    try (TrainingRegistry registry = new TrainingRegistry()) {
      transfer(context, registry.address() + "/training");
    }
  }

  /**
   * There and back again: many small layers, and one that shows which loops are worth compiling.
   */
  private void transfer(Path context, String repository) throws IOException {
    byte[] noise = new byte[BIG_FILE];
    new Random(1).nextBytes(noise);
    Files.write(context.resolve("noise"), noise);
    StringBuilder layers = new StringBuilder("FROM scratch\nCOPY noise /\n");
    for (int i = 0; i < SMALL_LAYERS; i++) {
      layers.append("COPY file1.txt /").append(i).append("/\n");
    }
    Path file = Files.writeString(directory.resolve("layers.Dockerfile"), layers);
    jbuild("-t", repository + ":1", "--push", "-f", file.toString(), context.toString());
    String layout = "oci:" + directory.resolve("layout") + ":1";
    jbuild("copy", "docker://" + repository + ":1", layout);
    jbuild("copy", layout, "docker://" + repository + "-copy:1");
    jbuild(directory.resolve("home2"), "pull", repository + ":1");
  }

  private void jbuild(String... arguments) {
    jbuild(directory.resolve("home"), arguments);
  }

  private static void jbuild(Path home, String... arguments) {
    Map<String, String> environment = Map.of("JBUILD_HOME", home.toString());
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, false, false);
    Main.jbuild(console, environment).run(List.of(arguments));
  }
}

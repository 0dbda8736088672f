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

/**
 * Does what people do most, so that the JVM can write down which classes and methods that takes (an
 * AOT cache). Needs no network and runs no command; leaves nothing but its temporary directory,
 * which the caller removes.
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
  }

  private void jbuild(String... arguments) {
    Map<String, String> environment = Map.of("JBUILD_HOME", directory.resolve("home").toString());
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, false, false);
    Main.jbuild(console, environment).run(List.of(arguments));
  }
}

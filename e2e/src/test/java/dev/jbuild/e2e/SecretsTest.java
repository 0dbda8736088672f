package dev.jbuild.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A secret is in no file that a build leaves and in nothing that it prints, however it ends. */
class SecretsTest {
  private static final String ROOT =
      """
      FROM scratch
      COPY busybox /bin/busybox
      COPY busybox /bin/sh
      """;
  private static final String USE =
      ROOT
          + """
          RUN --mount=type=secret,id=key,env=KEY --mount=type=secret,id=key \\
              test "$KEY" = "$(busybox cat /run/secrets/key)" && echo ${#KEY} > /used
          """;
  private static final String FAIL =
      ROOT + "RUN --mount=type=secret,id=key,env=KEY --mount=type=secret,id=key exit 3\n";

  private final byte[] random = new byte[24];

  @BeforeEach
  void needRoot() {
    assumeTrue(System.getProperty("user.name").equals("root"), "reads what sub-ids own");
    ThreadLocalRandom.current().nextBytes(random);
  }

  @Test
  void leaveNoTraceOfRoot() throws Exception {
    try (Jbuild jbuild = Jbuild.asMe()) {
      buildInAllWays(jbuild);
    }
  }

  @Test
  void leaveNoTraceOfAnOrdinaryUser() throws Exception {
    try (Jbuild jbuild = Jbuild.asOrdinaryUser()) {
      buildInAllWays(jbuild);
    }
  }

  private void buildInAllWays(Jbuild jbuild) throws Exception {
    String value = HexFormat.of().formatHex(random);
    jbuild.with("KEY_OF_CI", value).with("JBUILD_DEBUG", "1");
    Path context = Files.createDirectory(jbuild.work().resolve("context"));
    Files.copy(Path.of("/bin/busybox"), context.resolve("busybox"));

    assertThat(build(jbuild, context, USE, value)).isZero();
    assertThat(build(jbuild, context, FAIL, value)).isEqualTo(1);
    assertThat(filesWith(jbuild.all(), value)).isEmpty();
  }

  /** Layers are not compressed, so that the value could be seen in them. */
  private static int build(Jbuild jbuild, Path context, String dockerfile, String value)
      throws Exception {
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    Outcome outcome =
        jbuild.run(
            "--compression=uncompressed",
            "--secret=id=key,env=KEY_OF_CI",
            "--progress=plain",
            "-t",
            "secret:1",
            context.toString());
    assertThat(outcome.out() + outcome.err()).doesNotContain(value);
    return outcome.status();
  }

  private static List<Path> filesWith(Path directory, String value) throws IOException {
    String encoded = Base64.getEncoder().encodeToString(value.getBytes(ISO_8859_1));
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> contains(file, value) || contains(file, encoded))
          .toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

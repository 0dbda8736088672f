package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Archives that are thousands of times larger than they look: they take no more memory than others,
 * and where they fill the disk, that is said and nothing of them stays.
 */
class BombTest {
  private static final int PLAIN_SIZE = 160 << 20;
  private static final int LEAST_RATIO = 900;

  /** A fourth of what is in the bomb. */
  private static final String LITTLE_MEMORY = "-Xmx40m";

  private Jbuild jbuild;
  private Context context;

  @BeforeEach
  void start() throws Exception {
    jbuild = Jbuild.asMe().with("JAVA_TOOL_OPTIONS", LITTLE_MEMORY);
    context = Context.in(jbuild, "context");
  }

  @AfterEach
  void stop() throws IOException {
    jbuild.close();
  }

  private Path bomb(String compressor) throws IOException {
    String script =
        "truncate -s \"$1\" zeros; tar -cf - zeros | " + compressor + " > bomb; rm zeros";
    Program.runIn(context.directory(), "sh", "-ec", script, "sh", Integer.toString(PLAIN_SIZE));
    Path bomb = context.directory().resolve("bomb");
    assertThat(Files.size(bomb)).isLessThan(PLAIN_SIZE / LEAST_RATIO);
    return bomb;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip -9", "zstd"})
  void areUnpackedInLittleMemory(String compressor) throws Exception {
    bomb(compressor);
    context.dockerfile("FROM scratch", "ADD bomb /");
    Path unpacked = jbuild.work().resolve("unpacked");
    jbuild.run("-o", "type=local,dest=" + unpacked, context.path()).expect(0);
    assertThat(unpacked.resolve("zeros")).hasSize(PLAIN_SIZE);
  }

  @Test
  void areImportedPushedAndBuiltUponInLittleMemory() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start();
        Jbuild other = Jbuild.asMe().with("JAVA_TOOL_OPTIONS", LITTLE_MEMORY)) {
      String base = registry.reference("team/bomb:1").toString();
      jbuild.run("import", bomb("gzip -9").toString(), base).expect(0);
      jbuild.run("push", base).expect(0);
      Context upon = Context.in(other, "upon");
      upon.dockerfile("FROM " + base + " AS base", "FROM scratch", "COPY --from=base /zeros /");
      other.run("-t", "x", upon.path()).expect(0);
    }
  }

  @Test
  void leaveNothingWhereTheyFillTheDisk() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "mounting a small tmpfs needs root");
    bomb("gzip -9");
    Path small = Files.createDirectory(jbuild.work().resolve("small"));
    Program.run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", small.toString());
    try {
      jbuild.with("JBUILD_HOME", small.toString());
      context.dockerfile("FROM scratch", "ADD bomb /");
      Outcome outcome = jbuild.run("-t", "x", context.path()).expect(4);
      assertThat(outcome.err()).contains("space", small.toString()).doesNotContain("\tat ");
      assertThat(small.toFile().getFreeSpace()).isGreaterThan(24L << 20);
      context.dockerfile("FROM scratch", "COPY Dockerfile /");
      jbuild.run("-t", "x", context.path()).expect(0);
    } finally {
      Program.run("umount", "--lazy", small.toString());
    }
  }

  /** A frame that says that 2 GiB of what came before are needed to read it (RFC 8878, 3.1.1.1). */
  @Test
  void windowsThatFillTheMemoryAreRefused() throws Exception {
    byte[] frame = new byte[9 + 1024];
    byte[] start = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (21 << 3), 1, 0x20, 0};
    System.arraycopy(start, 0, frame, 0, start.length);
    Files.write(context.directory().resolve("bomb"), frame);
    String bomb = context.directory().resolve("bomb").toString();
    Outcome outcome = jbuild.run("import", bomb, "x");
    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.err()).contains(bomb, "memory").doesNotContain("\tat ");
  }

  @Test
  void emptyMembersWithoutEndAreReadThrough() throws Exception {
    context.file("a", "content");
    Path bomb = context.directory().resolve("bomb");
    try (OutputStream out = Files.newOutputStream(bomb)) {
      byte[] empty = emptyMember();
      for (int i = 0; i < 100_000; i++) {
        out.write(empty);
      }
    }
    Program.runIn(context.directory(), "sh", "-ec", "tar -czf - a >> bomb");
    context.dockerfile("FROM scratch", "ADD bomb /");
    Path unpacked = jbuild.work().resolve("unpacked");
    jbuild.run("-o", "type=local,dest=" + unpacked, context.path()).expect(0);
    assertThat(unpacked.resolve("a")).hasContent("content");
  }

  private static byte[] emptyMember() throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    new GZIPOutputStream(member).close();
    return member.toByteArray();
  }
}

package dev.jbuild.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.layer.LayerReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Layers that try to write outside of the root that they are unpacked into. */
class ExtractionAttacksTest {
  private static final String UP = "../../../../../../../../../..";
  private static Prey prey;

  @BeforeAll
  static void start() throws Exception {
    prey = new Prey();
  }

  @AfterAll
  static void stop() throws Exception {
    if (prey != null) {
      prey.close();
    }
  }

  @Test
  void cve2026x28406DotDotInNames() throws Exception {
    prey.survive(new HostileTar().file(UP + prey.canary(), "caught"), "true");
    prey.survive(new HostileTar().file("a/" + UP + prey.outside() + "/new", "caught"), "true");
  }

  @Test
  void absoluteNamesStayInTheRoot() throws Exception {
    Optional<String> printed =
        prey.survive(
            new HostileTar().file(prey.canary().toString(), "caught"),
            "busybox cat " + prey.canary());
    assertThat(printed.orElse("caughtexit 0\n")).isEqualTo("caughtexit 0\n");
  }

  @Test
  void cve2026x17106LinksThatLeadOut() throws Exception {
    HostileTar tar =
        new HostileTar()
            .symlink("way", prey.outside().toString())
            .file("way/canary", "caught")
            .symlink("up", UP)
            .file("up" + prey.canary(), "caught");
    prey.survive(tar, "true");
  }

  @Test
  void cve2026x17106HardLinksToTheHost() throws Exception {
    HostileTar tar =
        new HostileTar().hardLink("shadow", prey.canary().toString()).file("shadow", "caught");
    assertThat(prey.survive(tar, "true")).as("no such file in the layer").isEmpty();
    assertThat(prey.survive(new HostileTar().hardLink("p", UP + prey.canary()), "true")).isEmpty();
  }

  /** oras-go: the target of a hard link was looked up where the program was started. */
  @Test
  void orasGoRelativeHardLinksToTheWorkingDirectory() throws Exception {
    Path here = Files.createTempFile(Path.of(""), "here", ".txt");
    try {
      String name = here.getFileName().toString();
      String fromRoot = prey.canary().toString().substring(1);
      for (String target : new String[] {name, "./" + name, fromRoot, "a/../" + name}) {
        HostileTar tar = new HostileTar().hardLink("shadow", target).file("shadow", "caught");
        assertThat(prey.survive(tar, "true")).as(target).isEmpty();
        assertThat(prey.survive(new HostileTar().hardLink("shadow", target), "cat /shadow"))
            .as(target)
            .isEmpty();
        assertThat(Files.getAttribute(here, "unix:nlink")).isEqualTo(1);
        assertThat(here).isEmptyFile();
      }
    } finally {
      Files.delete(here);
    }
  }

  /** A name that was a directory when it was looked up is a link when it is used. */
  @Test
  void cve2025x47290DirectoriesThatBecomeLinksMeanwhile() throws Exception {
    HostileTar tar =
        new HostileTar()
            .directory("d")
            .file("d/before", "x")
            .symlink("d", prey.outside().toString())
            .file("d/canary", "caught")
            .directory("d/e")
            .file("d/e/x", "x")
            .symlink("d/e", prey.outside().toString())
            .entry('5', "d/e", "", 0700, 0)
            .file("d/e/canary", "caught");
    prey.survive(tar, "true");
  }

  @Test
  void cve2021x29136RootAsALink() throws Exception {
    for (String root : new String[] {".", "/", "./", ""}) {
      HostileTar tar =
          new HostileTar().symlink(root, prey.outside().toString()).file("canary", "caught");
      prey.survive(tar, "true");
    }
  }

  @Test
  void cve2021x32760ModeOfAFileBehindALink() throws Exception {
    HostileTar tar =
        new HostileTar()
            .symlink("link", prey.canary().toString())
            .hardLink("hard", "link")
            .entry('2', "link", prey.canary().toString(), 07777, 0);
    prey.survive(tar, "true");
  }

  @Test
  void whiteoutOfDotDot() throws Exception {
    HostileTar tar = new HostileTar().file(".wh...", "").file("a/.wh...", "").file(".wh.", "");
    prey.survive(tar, "true");
  }

  @Test
  void linksThroughEachOther() throws Exception {
    HostileTar tar = new HostileTar().symlink("a", "b").symlink("b", "a").file("a/x", "caught");
    prey.survive(tar, "true");
  }

  @Test
  void namesWithNul() throws Exception {
    byte[] pax = "24 path=a\0../../canary\n".getBytes(StandardCharsets.UTF_8);
    HostileTar tar =
        new HostileTar().entry('x', "pax", "", 0644, pax.length).content(pax).file("a", "caught");
    prey.survive(tar, "true");
  }

  @Test
  void cve2023x25153HeadersThatFillTheMemory() throws Exception {
    long huge = 7L << 30;
    HostileTar pax = new HostileTar().entry('x', "pax", "", 0644, huge).content(new byte[512]);
    HostileTar longName = new HostileTar().entry('L', "long", "", 0644, huge);
    for (HostileTar tar : new HostileTar[] {pax, longName}) {
      assertThatThrownBy(() -> read(tar)).isInstanceOf(IOException.class);
      assertThat(prey.survive(tar, "true")).isEmpty();
    }
  }

  @Test
  void cve2025x58183SparseMapsWithoutEnd() throws Exception {
    byte[] pax =
        """
        22 GNU.sparse.major=1
        22 GNU.sparse.minor=0
        31 GNU.sparse.realsize=99999999
        30 GNU.sparse.numblocks=999999
        """
            .getBytes(StandardCharsets.UTF_8);
    HostileTar tar =
        new HostileTar()
            .entry('x', "pax", "", 0644, pax.length)
            .content(pax)
            .file("sparse", "9999999999\n");
    assertThatThrownBy(() -> read(tar)).isInstanceOf(IOException.class);
    HostileTar old = new HostileTar().entry('S', "sparse", "", 0644, 8L << 30);
    assertThatThrownBy(() -> read(old)).isInstanceOf(IOException.class);
  }

  private static void read(HostileTar tar) throws IOException {
    Path plain = Files.createTempFile(prey.newDirectory(), "plain", ".tar");
    LayerReader.files(new ByteArrayInputStream(tar.bytes()), Files.newOutputStream(plain));
  }
}

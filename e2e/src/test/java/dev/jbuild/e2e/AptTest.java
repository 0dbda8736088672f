package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Packages of Debian's archive, installed by Debian's own tools: with users and groups of their
 * own, setuid bits, file capabilities, and apt itself changing to another user to download. What is
 * in the layer is told by GNU tar.
 */
class AptTest {
  private static final Path SOURCES = Path.of("/etc/apt/sources.list.d/debian.sources");
  private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
  private static final int CONNECT_MILLIS = 5000;
  private static final String MOUNTS =
      "RUN --mount=type=bind,source=debian.sources,target=/etc/apt/sources.list.d/base.sources"
          + " --mount=type=bind,source=keyring,target="
          + KEYRING
          + " --mount=type=cache,target=/var/cache/apt,sharing=locked"
          + " --mount=type=cache,target=/var/lib/apt,sharing=locked ";
  private static final String INSTALL =
      "apt-get install -y -q --no-install-recommends -o Dpkg::Options::=--force-unsafe-io ";

  /** The second needs no more than the first has downloaded. */
  private static final String[] ONLINE = {
    "FROM debian-base",
    "ENV DEBIAN_FRONTEND=noninteractive",
    MOUNTS
        + "apt-get update -q -o Acquire::Languages=none && "
        + INSTALL
        + "iputils-ping cron dbus uuid-runtime"
  };

  private static final String[] OFFLINE = {
    "FROM debian-base",
    "ENV DEBIAN_FRONTEND=noninteractive",
    MOUNTS.replace("RUN ", "RUN --network=none ") + INSTALL + "--no-download cron"
  };

  @Test
  void installsTheSameAsRootAndAsAnOrdinaryUser() throws Exception {
    assumeTrue(Files.isReadable(SOURCES) && Files.isReadable(KEYRING), "no Debian sources here");
    assumeTrue(
        System.getProperty("user.name").equals("root"), "the tests run as an ordinary user only");
    assumeTrue(reachesArchive(), "no network, or none to Debian's archive");
    List<String> asRoot;
    try (Jbuild jbuild = Jbuild.asMe()) {
      asRoot = installed(jbuild);
    }
    try (Jbuild jbuild = Jbuild.asOrdinaryUser()) {
      assertThat(installed(jbuild)).isEqualTo(asRoot);
    }
  }

  private static boolean reachesArchive() throws IOException {
    URI archive =
        Files.readAllLines(SOURCES).stream()
            .filter(line -> line.startsWith("URIs:"))
            .map(line ->
                URI.create(line.substring("URIs:".length()).strip().replaceFirst(" .*", "")))
            .findFirst()
            .orElseThrow();
    URLConnection connection = archive.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    try {
      connection.connect();
      return true;
    } catch (IOException unreachable) {
      return false;
    }
  }

  /** The layer's entries, but for what differs between two times of installing. */
  private static List<String> installed(Jbuild jbuild) throws Exception {
    Path archive = Files.copy(Bases.debian(), jbuild.work().resolve("debian.tar"));
    jbuild.run("import", archive.toString(), "debian-base").expect(0);
    Context context = Context.in(jbuild, "context");
    Files.copy(SOURCES, context.directory().resolve("debian.sources"));
    Files.copy(KEYRING, context.directory().resolve("keyring"));
    List<String> entries = layer(jbuild, context.dockerfile(ONLINE));
    assertHolds(entries);
    List<String> fromCache = layer(jbuild, context.dockerfile(OFFLINE));
    assertThat(find(fromCache, "usr/bin/crontab")).startsWith("-rwxr-sr-x 0/");
    return entries;
  }

  private static void assertHolds(List<String> entries) {
    assertThat(find(entries, "usr/bin/ping")).startsWith("-rwxr-xr-x* 0/0");
    assertThat(entries).contains("  x: 20 security.capability");
    assertThat(find(entries, "usr/bin/crontab")).matches("-rwxr-sr-x 0/1\\d\\d ");
    assertThat(find(entries, "usr/lib/dbus-1.0/dbus-daemon-launch-helper"))
        .matches("-rwsr-xr-- 0/1\\d\\d ");
    assertThat(find(entries, "var/spool/cron/crontabs/")).matches("drwx-wx--T 0/1\\d\\d ");
    assertThat(find(entries, "var/lib/libuuid/")).matches("drwxrwsr-x 1\\d\\d/1\\d\\d ");
    assertThat(entries)
        .noneMatch(entry -> entry.contains(" var/cache/apt") || entry.contains(" var/lib/apt"))
        .noneMatch(entry -> entry.contains(".sources") || entry.contains(KEYRING.toString()));
  }

  /** Mode and owner of a path, in the listing of tar. */
  private static String find(List<String> entries, String path) {
    return entries.stream()
        .filter(entry -> entry.endsWith(" " + path))
        .map(entry -> entry.substring(0, entry.length() - path.length()))
        .findFirst()
        .orElse("no " + path);
  }

  private static List<String> layer(Jbuild jbuild, Context context) throws Exception {
    Path layout = jbuild.work().resolve("image.tar");
    Outcome outcome =
        jbuild.run("--progress=plain", "-o", "type=oci,dest=" + layout, context.path()).expect(0);
    assertThat(outcome.err()).as("apt can become its own user").doesNotContain("unsandboxed");
    return listing(layout);
  }

  private static List<String> listing(Path image) throws IOException {
    String script =
        """
        cd "$(mktemp -d)" && tar -xf "$1"
        layer=$(skopeo inspect --raw "oci:$PWD" | grep -o 'sha256:[0-9a-f]*' | tail -n 1)
        TZ=UTC tar --numeric-owner --xattrs --xattrs-include='*' -tvvzf "blobs/sha256/${layer#sha256:}"
        rm -r "$PWD"
        """;
    String listed = Program.run("sh", "-ec", script, "sh", image.toString());
    return listed.lines().map(AptTest::withoutSizeAndTime).toList();
  }

  private static String withoutSizeAndTime(String line) {
    return line.replaceFirst("^(\\S+) +(\\S+) +\\d+ \\S+ \\S+ ", "$1 $2 ");
  }
}

package dev.jbuild.oci.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.tree.LayerEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers as an attacker, or a bad disk, would make them; written by another program's code. */
class HostileLayerTest {
  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../../x", "/../x", "..", "./../x"})
  void refusesNamesThatLeadOut(String name) {
    assertRefused(tar(entry(name, TarConstants.LF_NORMAL, "")), name, "leads out of the root");
  }

  @ParameterizedTest
  @CsvSource({"/a/b,a/b", "./a,a", "a//b/./c,a/b/c", "a/../b,b", "///a,a"})
  void normalisesNamesAsDockerDoes(String name, String path) throws IOException {
    assertThat(paths(tar(entry(name, TarConstants.LF_NORMAL, "")))).containsExactly(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "a/../../b", "/"})
  void refusesHardLinksOutOfTheRoot(String target) {
    assertRefused(tar(entry("x", TarConstants.LF_LINK, target)), "\"x\"", "root");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "/", "./"})
  void refusesARootThatIsALink(String name) {
    assertRefused(tar(entry(name, TarConstants.LF_SYMLINK, "/etc")), "the root is no directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {".wh.", "a/.wh..", "a/.wh..."})
  void refusesWhiteoutsOfNoFile(String name) {
    assertRefused(tar(entry(name, TarConstants.LF_NORMAL, "")), "a whiteout of");
  }

  @Test
  void skipsWhatAufsKeptForItself() throws IOException {
    byte[] tar =
        tar(
            entry(".wh..wh.plnk/12", TarConstants.LF_NORMAL, ""),
            entry(".wh..wh.aufs", TarConstants.LF_NORMAL, ""),
            entry("kept", TarConstants.LF_NORMAL, ""));
    assertThat(paths(tar)).containsExactly("kept");
  }

  @Test
  void refusesHugeExtendedHeaders() {
    TarArchiveEntry entry = entry("x", TarConstants.LF_NORMAL, "");
    entry.addPaxHeader("SCHILY.xattr.user.big", "y".repeat(2 << 20));
    assertRefused(tar(entry), "extended header of", "more than 1048576");
  }

  @Test
  void refusesLongAndDeepPaths() {
    assertRefused(tar(entry("x/".repeat(2500) + "y", TarConstants.LF_NORMAL, "")), "longer than");
    assertRefused(tar(entry("x/".repeat(600) + "y", TarConstants.LF_NORMAL, "")), "deeper than");
  }

  @Test
  void refusesSparseFiles() {
    TarArchiveEntry entry = entry("x", TarConstants.LF_NORMAL, "");
    entry.addPaxHeader("GNU.sparse.major", "1");
    entry.addPaxHeader("GNU.sparse.name", "x");
    assertRefused(tar(entry), "sparse");
    assertRefused(tar(entry("x", TarConstants.LF_GNUTYPE_SPARSE, "")), "sparse");
  }

  @Test
  void refusesUnknownTypes() {
    assertRefused(tar(entry("x", (byte) 'Q', "")), "unknown type 'Q'");
  }

  @Test
  void refusesNulInNames() {
    assertRefused(extended("path", "a\0b"), "a NUL in a name");
    assertRefused(extended("linkpath", "a\0b"), "a NUL in a name");
  }

  @ParameterizedTest
  @CsvSource({"uid,99999999999", "mtime,1e999999999", "mtime,99999999999999999"})
  void refusesNumbersThatMakeNoSense(String key, String value) {
    assertRefused(extended(key, value), "x");
  }

  @Test
  void refusesDataAfterTheEnd() throws IOException {
    byte[] tar = tar(entry("x", TarConstants.LF_NORMAL, ""));
    assertRefused(Bytes.concat(tar, tar), "more data after the end of the tar");
    assertRefused(Bytes.concat(gzip(tar), new byte[] {1}), "gzip");
    assertRefused(Bytes.concat(gzip(tar), tar), "data after the end of the gzip stream");
    assertThat(paths(Bytes.concat(tar, new byte[10240]))).containsExactly("x");
  }

  @Test
  void readsGzipOfSeveralMembers() throws IOException {
    byte[] tar = tar(entry("x", TarConstants.LF_NORMAL, ""));
    byte[] first = gzip(Arrays.copyOf(tar, 700));
    byte[] second = gzip(Arrays.copyOfRange(tar, 700, tar.length));
    assertThat(paths(Bytes.concat(first, second))).containsExactly("x");
  }

  @Test
  void refusesWhatIsNoTar() {
    assertRefused("<html>".repeat(200).getBytes(UTF_8), "tar header at byte 0");
  }

  @Test
  void refusesWhatWasNotExpected() throws IOException {
    byte[] blob = gzip(tar(entry("x", TarConstants.LF_NORMAL, "")));
    Descriptor right = Descriptor.of(MediaType.OCI_LAYER_GZIP, blob);
    assertThat(read(blob, right).blob()).isEqualTo(right);
    Digest other = Digest.of(new byte[] {9});
    assertThatThrownBy(() -> read(blob, new Descriptor(right.mediaType(), other, right.size())))
        .isInstanceOf(InvalidLayerException.class)
        .hasMessageContaining("has the digest " + right.digest());
    assertThatThrownBy(() -> read(blob, sized(right, blob.length - 1)))
        .isInstanceOf(InvalidLayerException.class);
    assertThatThrownBy(() -> read(blob, sized(right, blob.length + 1)))
        .isInstanceOf(InvalidLayerException.class)
        .hasMessageContaining("has only " + blob.length + " bytes");
    assertThatThrownBy(() -> read(blob, right.withMediaType(MediaType.OCI_LAYER_ZSTD)))
        .isInstanceOf(InvalidLayerException.class)
        .hasMessageContaining("is compressed with GZIP");
  }

  @Test
  void readsArchivesAsAddDoes() throws IOException {
    byte[] tar = tar(entry("x", TarConstants.LF_NORMAL, "", "hello"));
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    try (OutputStream out = new XZCompressorOutputStream(xz)) {
      out.write(tar);
    }
    Map<String, String> files = CollectingVisitor.read(xz.toByteArray());
    assertThat(files).containsExactly(Map.entry("x", "hello"));
    assertRefused(xz.toByteArray(), "compressed with XZ");
  }

  /** Cut anywhere, the compressed layer is refused: it never passes for a shorter one. */
  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "ZSTD"})
  void refusesCutLayers(Compression compression) throws IOException {
    byte[] blob = randomLayer(1, compression);
    for (int length = 1; length < blob.length; length += 1 + blob.length / 60) {
      assertRefused(Arrays.copyOf(blob, length), "");
    }
  }

  /** Whatever bytes change, it ends in a layer or in an IOException. */
  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "ZSTD", "NONE"})
  void survivesChangedBytes(Compression compression) throws IOException {
    byte[] blob = randomLayer(2, compression);
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      byte[] changed = blob.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        read(changed, null);
      } catch (IOException e) {
        assertThat(e).as("seed " + seed).isInstanceOf(InvalidLayerException.class);
      }
    }
  }

  private static byte[] randomLayer(int seed, Compression compression) throws IOException {
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    LayerWriter writer = LayerWriter.to(blob, compression);
    RandomLayer.write(new Random(seed), writer);
    writer.finish();
    return blob.toByteArray();
  }

  private static void assertRefused(byte[] blob, String... facts) {
    assertThatThrownBy(() -> read(blob, null))
        .isInstanceOf(InvalidLayerException.class)
        .hasMessageContainingAll(facts);
  }

  private static List<String> paths(byte[] blob) throws IOException {
    return read(blob, null).index().entries().stream().map(LayerEntry::path).toList();
  }

  private static WrittenLayer read(byte[] blob, @Nullable Descriptor expected) throws IOException {
    return LayerReader.read(
        new ByteArrayInputStream(blob), expected, OutputStream.nullOutputStream());
  }

  private static Descriptor sized(Descriptor descriptor, long size) {
    return new Descriptor(descriptor.mediaType(), descriptor.digest(), size);
  }

  private static byte[] gzip(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(data);
    }
    return out.toByteArray();
  }

  /** A symbolic link with one PAX record, whatever that holds. */
  private static byte[] extended(String key, String value) {
    String record = " " + key + "=" + value + "\n";
    String records = record.length() + 2 + record;
    byte[] pax = tar(entry("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, "", records));
    byte[] link = tar(entry("x", TarConstants.LF_SYMLINK, "y"));
    return Bytes.concat(Arrays.copyOf(pax, 1024), link);
  }

  private record Entry(TarArchiveEntry header, String content) {}

  private static TarArchiveEntry entry(String name, byte type, String link) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(link);
    return entry;
  }

  private static Entry entry(String name, byte type, String link, String content) {
    TarArchiveEntry entry = entry(name, type, link);
    entry.setSize(content.length());
    return new Entry(entry, content);
  }

  private static byte[] tar(TarArchiveEntry... entries) {
    return tar(Arrays.stream(entries).map(e -> new Entry(e, "")).toArray(Entry[]::new));
  }

  private static byte[] tar(Entry... entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Entry entry : entries) {
        out.putArchiveEntry(entry.header());
        out.write(entry.content().getBytes(UTF_8));
        out.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}

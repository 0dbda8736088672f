package dev.jbuild.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.layer.RangedContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that break off go on, and show nothing before they are whole. */
class DownloadTest {
  private static final byte[] CONTENT = noise();
  private static final Descriptor BLOB = Descriptor.of(MediaType.OCI_LAYER_GZIP, CONTENT);

  @TempDir private Path directory;
  private final List<Long> opened = new ArrayList<>();
  private Cache cache;

  private static byte[] noise() {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    return noise;
  }

  @BeforeEach
  void open() {
    cache = new CacheDirectory(directory).open();
  }

  @AfterEach
  void close() throws IOException {
    cache.close();
  }

  private InputStream from(byte[] content, long offset) {
    opened.add(offset);
    return new ByteArrayInputStream(content, (int) offset, content.length - (int) offset);
  }

  private InputStream breaking(long offset) {
    opened.add(offset);
    InputStream part = new ByteArrayInputStream(CONTENT, (int) offset, 100_000);
    return new SequenceInputStream(part, new Broken());
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("broken off");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      throw new IOException("broken off");
    }
  }

  @Test
  void goesOnInAnotherProcess() throws IOException {
    assertThatThrownBy(() -> cache.blobs().fetch(BLOB, this::breaking))
        .hasMessageContaining("broken off");
    assertThat(cache.blobs().contains(BLOB)).isFalse();
    cache.close();
    open();
    cache.blobs().fetch(BLOB, offset -> from(CONTENT, offset));
    assertThat(opened).containsExactly(0L, 100_000L);
    assertThat(cache.blobs().read(BLOB)).isEqualTo(CONTENT);
    assertThat(partial()).doesNotExist();
  }

  @Test
  void needsNothingMoreWhenAllHasCome() throws IOException {
    cache.blobs().fetch(BLOB, offset -> from(CONTENT, offset));
    cache.blobs().fetch(BLOB, offset -> from(CONTENT, offset));
    assertThat(opened).containsExactly(0L);
  }

  @Test
  void beginsAnewWhenTheFirstPartIsDamaged() throws IOException {
    Files.createDirectories(partial().getParent());
    Files.write(partial(), new byte[50_000]);
    cache.blobs().fetch(BLOB, offset -> from(CONTENT, offset));
    assertThat(opened).containsExactly(50_000L, 0L);
    assertThat(cache.blobs().read(BLOB)).isEqualTo(CONTENT);
  }

  @Test
  void dropsAPartThatIsTooLong() throws IOException {
    Files.createDirectories(partial().getParent());
    Files.write(partial(), new byte[400_000]);
    cache.blobs().fetch(BLOB, offset -> from(CONTENT, offset));
    assertThat(cache.blobs().read(BLOB)).isEqualTo(CONTENT);
  }

  @Test
  void keepsNothingOfWhatIsNotTheBlob() {
    byte[] other = Arrays.copyOf(CONTENT, CONTENT.length);
    other[7]++;
    RangedContent source =
        new RangedContent() {
          @Override
          public InputStream open(long offset) {
            return from(other, offset);
          }

          @Override
          public IOException refused(String fact) {
            return new IOException("the registry sent what " + fact);
          }
        };
    assertThatThrownBy(() -> cache.blobs().fetch(BLOB, source))
        .hasMessageContaining("the registry sent what has the digest");
    assertThat(cache.blobs().contains(BLOB)).isFalse();
    assertThat(partial()).doesNotExist();
    assertThat(opened).containsExactly(0L);
  }

  @Test
  void unfinishedDownloadsArePruned() throws IOException {
    assertThatThrownBy(() -> cache.blobs().fetch(BLOB, this::breaking));
    cache.close();
    Files.setLastModifiedTime(partial(), java.nio.file.attribute.FileTime.fromMillis(0));
    open();
    cache.prune(PrunePolicy.unusedFor(java.time.Duration.ofDays(1)), _ -> {});
    assertThat(partial()).doesNotExist();
  }

  private Path partial() {
    return directory.resolve("cache/downloads").resolve(BLOB.digest().hex());
  }
}

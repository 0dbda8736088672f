package dev.jbuild.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.CorruptBlobException;
import dev.jbuild.oci.layer.InvalidLayerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerStoreTest {
  @TempDir Path directory;
  private Cache cache;
  private TestLayer layer;

  @BeforeEach
  void open() throws IOException {
    cache = new CacheDirectory(directory).open();
    layer = TestLayer.of(1, 100_000);
  }

  @AfterEach
  void close() throws IOException {
    cache.close();
  }

  private byte[] read() throws IOException {
    try (InputStream in = cache.layers().open(layer.diffId(), layer.file())) {
      return in.readAllBytes();
    }
  }

  private Path plain() {
    return directory.resolve("cache/plain").resolve(layer.diffId().digest().hex());
  }

  private Path record(String name) {
    return directory.resolve("cache/layers").resolve(layer.diffId().digest().hex()).resolve(name);
  }

  @Test
  void openingMakesNothing() {
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void knowsWhatWasPut() throws IOException {
    layer.storeIn(cache);
    assertThat(cache.layers().get(layer.diffId())).contains(layer.written());
    assertThat(cache.layers().info(layer.diffId())).contains(layer.info());
    assertThat(cache.layers().load(layer.diffId())).isEqualTo(layer.written());
    assertThat(cache.layers().get(TestLayer.of(2, 5).diffId())).isEmpty();
  }

  @Test
  void readsFilesThroughThePlainCopy() throws IOException {
    layer.storeIn(cache);
    assertThat(plain()).doesNotExist();
    assertThat(read()).isEqualTo(layer.fileContent());
    assertThat(plain()).hasSize(layer.written().plainSize());
    Files.delete(plain());
    try (Cache next = new CacheDirectory(directory).open();
        InputStream in = next.layers().open(layer.diffId(), layer.file())) {
      assertThat(in.readAllBytes()).isEqualTo(layer.fileContent());
    }
  }

  @Test
  void aDamagedPlainCopyIsFoundAndMadeAnew() throws IOException {
    layer.storeIn(cache);
    read();
    CacheDirectory.damage(plain());
    assertThatThrownBy(this::read).isInstanceOf(CorruptBlobException.class);
    assertThat(read()).isEqualTo(layer.fileContent());
  }

  @Test
  void aPlainCopyThatIsCutShortIsNotUsed() throws IOException {
    layer.storeIn(cache);
    read();
    Files.write(plain(), new byte[10]);
    try (Cache next = new CacheDirectory(directory).open();
        InputStream in = next.layers().open(layer.diffId(), layer.file())) {
      assertThat(in.readAllBytes()).isEqualTo(layer.fileContent());
    }
  }

  @Test
  void aCorruptBlobIsFoundAndRemoved() throws IOException {
    layer.storeIn(cache);
    Path blob = cache.blobs().path(layer.blob().digest());
    CacheDirectory.damage(blob);
    assertThatThrownBy(this::read)
        .isInstanceOf(CorruptBlobException.class)
        .hasMessageContaining(blob.toString());
    assertThat(blob).doesNotExist();
    assertThat(plain()).doesNotExist();
    assertThat(cache.blobs().contains(layer.blob())).isFalse();
  }

  @Test
  void aCorruptBlobIsFetchedAnewWhereItWasOffered() throws IOException {
    layer.storeIn(cache);
    CacheDirectory.damage(cache.blobs().path(layer.blob().digest()));
    cache.layers().offer(layer.diffId(), layer.blob(), layer.content());
    assertThat(read()).isEqualTo(layer.fileContent());
  }

  @Test
  void fetchesWhatIsOfferedOnceAndOnlyWhenNeeded() throws Exception {
    AtomicInteger fetches = new AtomicInteger();
    cache
        .layers()
        .offer(
            layer.diffId(),
            layer.blob(),
            _ -> {
              fetches.incrementAndGet();
              return layer.open();
            });
    assertThat(fetches).hasValue(0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> reads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        reads.add(threads.submit(this::read));
      }
      for (Future<byte[]> read : reads) {
        assertThat(read.get()).isEqualTo(layer.fileContent());
      }
    }
    assertThat(cache.layers().load(layer.diffId())).isEqualTo(layer.written());
    assertThat(cache.layers().blob(layer.diffId())).hasSize(layer.blob().size());
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aTruncatedFetchLeavesNothing() throws IOException {
    byte[] bytes = layer.open().readAllBytes();
    cache
        .layers()
        .offer(
            layer.diffId(),
            layer.blob(),
            offset -> {
              int half = bytes.length / 2;
              return new ByteArrayInputStream(bytes, (int) offset, half - (int) offset);
            });
    assertThatThrownBy(this::read).hasMessageContaining("bytes instead of");
    assertThat(cache.blobs().contains(layer.blob())).isFalse();
    assertThat(cache.layers().info(layer.diffId())).isEmpty();
  }

  @Test
  void aLayerThatUnpacksToAnotherIsRefused() throws IOException {
    TestLayer other = TestLayer.of(2, 10);
    cache.layers().offer(other.diffId(), layer.blob(), layer.content());
    assertThatThrownBy(() -> cache.layers().load(other.diffId()))
        .isInstanceOf(InvalidLayerException.class)
        .hasMessageContaining(other.diffId().toString());
  }

  @Test
  void aDamagedIndexIsMadeAnew() throws IOException {
    layer.storeIn(cache);
    CacheDirectory.damage(record("index"));
    assertThat(cache.layers().get(layer.diffId())).isEmpty();
    cache.layers().offer(layer.diffId(), layer.blob(), layer.content());
    assertThat(cache.layers().load(layer.diffId())).isEqualTo(layer.written());
  }

  @Test
  void saysWhichLayerIsNotThere() {
    assertThatThrownBy(() -> cache.layers().load(layer.diffId()))
        .hasMessageContaining(layer.diffId().toString());
  }

  @Test
  void stepsNameLayersWhoseBlobsAreHere() throws IOException {
    Digest key = layer.file().content();
    assertThat(cache.steps().get(key)).isEmpty();
    cache.steps().put(key, layer.info());
    assertThat(cache.steps().get(key)).isEmpty();
    layer.storeIn(cache);
    assertThat(cache.steps().get(key)).contains(layer.info());
    Files.writeString(directory.resolve("cache/steps").resolve(key.hex()), "layer sha256:12");
    assertThat(cache.steps().get(key)).isEmpty();
    cache.steps().remove(key);
    assertThat(directory.resolve("cache/steps")).isEmptyDirectory();
  }
}

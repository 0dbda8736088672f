package dev.jbuild.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.blob.DirectoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;
  private TestLayer old;
  private TestLayer recent;

  private Cache open() {
    return new CacheDirectory(directory).open();
  }

  /** Two layers with all that belongs to layers; one was used ten days ago, one five. */
  @BeforeEach
  void fill() throws IOException {
    try (Cache cache = open()) {
      old = store(cache, 1);
      recent = store(cache, 2);
    }
    age(directory, Duration.ofDays(10));
    age(cacheFile("blobs/sha256", recent.blob().digest()), Duration.ofDays(5));
  }

  private TestLayer store(Cache cache, long seed) throws IOException {
    TestLayer layer = TestLayer.of(seed, 50_000).storeIn(cache);
    cache.steps().put(layer.blob().digest(), layer.info());
    cache.layers().open(layer.diffId(), layer.file()).close();
    Path unpacked = Files.createDirectories(cache.layers().unpacked(layer.diffId()));
    Files.writeString(unpacked.resolve("file"), "file");
    return layer;
  }

  private Path cacheFile(String kind, Digest name) {
    return directory.resolve("cache").resolve(kind).resolve(name.hex());
  }

  private static void age(Path path, Duration age) throws IOException {
    try (var files = Files.walk(path)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      }
    }
  }

  private Pruned prune(PrunePolicy policy) throws IOException {
    try (Cache cache = open()) {
      return cache.prune(policy, DirectoryTree::delete);
    }
  }

  private boolean has(TestLayer layer) {
    boolean step = Files.exists(cacheFile("steps", layer.blob().digest()));
    boolean blob = Files.exists(cacheFile("blobs/sha256", layer.blob().digest()));
    assertThat(step).isEqualTo(blob);
    return blob;
  }

  private boolean hasPlain(TestLayer layer) {
    return Files.exists(cacheFile("plain", layer.diffId().digest()));
  }

  private boolean hasUnpacked(TestLayer layer) {
    return Files.exists(cacheFile("unpacked", layer.diffId().digest()));
  }

  @Test
  void everythingGoes() throws IOException {
    Pruned pruned = prune(PrunePolicy.all());
    assertThat(pruned.items()).isEqualTo(10);
    assertThat(has(old) || has(recent) || hasPlain(old) || hasUnpacked(recent)).isFalse();
    try (Cache cache = open()) {
      assertThat(cache.usage().bytes()).isZero();
    }
  }

  @Test
  void whatWasNotUsedForSomeTimeGoes() throws IOException {
    prune(PrunePolicy.unusedFor(DAY.multipliedBy(7)));
    assertThat(has(old)).isFalse();
    assertThat(hasUnpacked(old)).isFalse();
    assertThat(has(recent)).isTrue();
    assertThat(hasUnpacked(recent)).isTrue();
  }

  @Test
  void copiesGoFirstThenTheOldest() throws IOException {
    long all = usage().bytes();
    prune(PrunePolicy.keepBytes(all - 1));
    assertThat(hasPlain(old) && hasPlain(recent)).isFalse();
    assertThat(hasUnpacked(old) && hasUnpacked(recent) && has(old) && has(recent)).isTrue();
    prune(PrunePolicy.keepBytes(recent.blob().size() + old.blob().size() / 2));
    assertThat(hasPlain(recent) || hasUnpacked(old) || has(old)).isFalse();
    assertThat(has(recent)).isTrue();
  }

  private Usage usage() throws IOException {
    try (Cache cache = open()) {
      return cache.usage();
    }
  }

  @Test
  void usageCountsBlobsOfImagesOnce() throws IOException {
    long before = usage().bytes();
    try (Cache cache = open()) {
      cache.images().write(TestLayer.image(old), ImageReference.parse("app"));
    }
    long manifestAndConfig = usage().bytes() - before;
    assertThat(manifestAndConfig).isBetween(1L, 2000L);
    assertThat(usage().parts())
        .extracting(Usage.Part::items)
        .containsExactly(2, 2, 2, 0, 2, 2, 0, 0, 0, 1);
  }

  @Test
  void whatARunningBuildUsesStays() throws IOException {
    try (Cache running = open()) {
      assertThat(running.steps().get(old.blob().digest())).isPresent();
      prune(PrunePolicy.all());
      assertThat(has(old)).isTrue();
      assertThat(has(recent)).isFalse();
      try (InputStream in = running.layers().open(old.diffId(), old.file())) {
        prune(PrunePolicy.all());
        assertThat(in.readAllBytes()).isEqualTo(old.fileContent());
      }
      assertThat(hasPlain(old)).isTrue();
    }
    age(directory, DAY);
    prune(PrunePolicy.all());
    assertThat(has(old)).isFalse();
  }

  @Test
  void leftoversOfTheDeadGoThoseOfTheLivingStay() throws IOException {
    Path dead = Files.createDirectories(directory.resolve("cache/.tmp-dead"));
    Files.writeString(dead.resolve("1"), "leftover");
    try (Cache running = open();
        ContentStore.Ingest ingest = running.blobs().ingest()) {
      ingest.output().write(1);
      assertThat(dead).doesNotExist();
      prune(PrunePolicy.all());
      assertThat(ingest.file()).exists();
    }
    assertThat(directory.resolve("cache"))
        .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith(".tmp"));
  }
}

package dev.jbuild.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.ImageValidator;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Checks that all that can be found in a state is right. */
final class StateAssert {
  private final CacheDirectory directory;
  private final String reason;

  StateAssert(CacheDirectory directory, String reason) {
    this.directory = directory;
    this.reason = reason;
  }

  void isValid() throws IOException {
    blobsAreWhatTheirNamesSay(directory.root().resolve("cache/blobs/sha256"));
    blobsAreWhatTheirNamesSay(directory.root().resolve("data/images/blobs/sha256"));
    try (Cache cache = directory.open()) {
      for (int kind = 0; kind < StateWriter.KINDS; kind++) {
        stepIsRight(cache, kind);
      }
      imagesAreWhole(cache);
    }
  }

  private void blobsAreWhatTheirNamesSay(Path blobs) throws IOException {
    if (!Files.exists(blobs)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(blobs)) {
      for (Path file : files) {
        isWhatItsNameSays(file);
      }
    }
  }

  private void isWhatItsNameSays(Path blob) throws IOException {
    try {
      assertThat(Digest.of(Files.readAllBytes(blob)).hex())
          .as(reason)
          .isEqualTo(blob.getFileName().toString());
    } catch (NoSuchFileException e) {
      assertThat(reason).as("nobody is left to remove " + blob).contains("living");
    }
  }

  private void stepIsRight(Cache cache, int kind) throws IOException {
    Optional<LayerInfo> step = cache.steps().get(StateWriter.key(kind));
    if (step.isEmpty()) {
      return;
    }
    TestLayer layer = StateWriter.layer(kind);
    assertThat(step).as(reason).contains(layer.info());
    assertThat(cache.layers().get(layer.diffId())).as(reason).contains(layer.written());
    assertThat(cache.layers().open(layer.diffId(), layer.file()).readAllBytes())
        .as(reason)
        .isEqualTo(layer.fileContent());
  }

  private void imagesAreWhole(Cache cache) throws IOException {
    for (StoredImage stored : cache.images().list()) {
      Optional<Image> image =
          cache.images().find(ImageKey.of(stored.name().orElseThrow()), TestLayer.PLATFORM);
      assertThat(image.isPresent() || reason.contains("living")).as(reason).isTrue();
      if (image.isPresent()) {
        assertThat(ImageValidator.problemsOf(image.get())).as(reason).isEmpty();
      }
    }
  }
}

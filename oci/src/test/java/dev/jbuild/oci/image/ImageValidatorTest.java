package dev.jbuild.oci.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.Metadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageValidatorTest {
  private static final Metadata METADATA = new Metadata(0644, 0, 0, Metadata.EPOCH);

  @Test
  void aGoodImageHasNoProblems() throws IOException {
    Image image = Images.of(MemoryLayer.file("a", "1"), MemoryLayer.file("b", "2"));
    assertThat(ImageValidator.problemsOf(image)).isEmpty();
  }

  @Test
  void findsAnotherConfig() throws IOException {
    Image image = Images.of(MemoryLayer.file("a", "1"));
    byte[] config = image.config().withAuthor("somebody").toBytes();
    assertThat(problems(image, config, image.layers()))
        .anyMatch(problem -> problem.contains("the config has the digest"))
        .anyMatch(problem -> problem.contains("the manifest says"));
  }

  @Test
  void findsMissingLayersAndHistory() throws IOException {
    Image image = Images.of(MemoryLayer.file("a", "1"), MemoryLayer.file("b", "2"));
    Image lacking = new Image(image.manifest(), image.configBytes(), image.layers().subList(0, 1));
    assertThat(ImageValidator.problemsOf(lacking))
        .containsExactly("the image has 1 layers, its manifest 2");
    ImageConfig config = image.config().withDiffIds(List.of());
    assertThat(problems(image, config.toBytes(), image.layers()))
        .anyMatch(problem -> problem.startsWith("the config has 0 diffIDs"));
  }

  @Test
  void findsChangedBytesAndWrongDiffIds() throws IOException {
    MemoryLayer layer = MemoryLayer.file("a", "1");
    byte[] bytes = layer.bytes().clone();
    bytes[bytes.length - 1] ^= 1;
    Layer changed =
        new SourcedLayer(layer.blob(), layer.diffId(), _ -> new ByteArrayInputStream(bytes));
    assertThat(ImageValidator.problemsOf(Images.of(changed))).hasSize(1);
    DiffId wrong = new DiffId(Digest.of("wrong".getBytes(UTF_8)));
    Layer misnamed = new SourcedLayer(layer.blob(), wrong, _ -> layer.open());
    assertThat(ImageValidator.problemsOf(Images.of(misnamed)))
        .containsExactly(
            "layer 1 ("
                + layer.blob().digest()
                + ") unpacks to "
                + layer.diffId()
                + ", not to "
                + wrong);
  }

  @Test
  void findsALayerThatDoesNotFit() throws IOException {
    MemoryLayer layer = MemoryLayer.of(new HardLink("link", METADATA, "nothing"));
    assertThat(ImageValidator.problemsOf(Images.of(layer))).hasSize(1);
  }

  @Test
  void findsALayerThatTheManifestDoesNotName() throws IOException {
    Image image = Images.of(MemoryLayer.file("a", "1"));
    MemoryLayer other = MemoryLayer.file("a", "2");
    assertThat(problems(image, image.configBytes(), List.of(other)))
        .contains("layer 1 (" + digest(other.blob()) + ") is not the one that the manifest names");
  }

  private static Digest digest(Descriptor blob) {
    return blob.digest();
  }

  private static List<String> problems(Image image, byte[] config, List<? extends Layer> layers)
      throws IOException {
    return ImageValidator.problemsOf(new Image(image.manifest(), config, layers));
  }
}

package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jbuild.oci.DiffId;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which overlay a machine has makes no difference to the layer. */
class SameLayerTest {
  private static final String CHANGES =
      "rm /etc/group; rm -r /home; mkdir /home; mkdir -p /a/b; echo 1 > /a/b/c; ln /a/b/c /d";

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OVERLAY", "COPY"})
  void isThatOfTheKernelsOverlay(RootKind kind) throws Exception {
    assertThat(layer(kind)).isEqualTo(layer(RootKind.OVERLAY));
  }

  @Test
  void isThatOverUnpackedLayers() throws Exception {
    assertThat(layer(settings -> settings.withLayers(LayerKind.EROFS)))
        .isEqualTo(layer(settings -> settings.withLayers(LayerKind.UNPACKED)));
  }

  private static DiffId layer(RootKind kind) throws Exception {
    return layer(settings -> settings.withRoot(kind));
  }

  private static DiffId layer(UnaryOperator<SandboxSettings> change) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO, change)) {
      return fixture.layerOf(fixture.request("sh", "-c", CHANGES)).diffId();
    } catch (SandboxUnavailableException e) {
      return abort(e.getMessage());
    }
  }
}

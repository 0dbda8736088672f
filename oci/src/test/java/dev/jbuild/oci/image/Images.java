package dev.jbuild.oci.image;

import dev.jbuild.oci.History;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.Platform;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Images made for a test. */
public final class Images {
  public static final Platform PLATFORM = Platform.of("linux", "amd64");

  private Images() {}

  public static Image of(Layer... layers) throws IOException {
    List<History> history =
        Arrays.stream(layers)
            .map(layer -> new History(null, "made " + layer.diffId(), null, false))
            .toList();
    ImageConfig config = ImageConfig.scratch(PLATFORM).withMoreHistory(history);
    return Image.of(config, Arrays.asList(layers));
  }
}

package dev.jbuild.e2e.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.testkit.Program;
import dev.jbuild.testkit.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What an image is, as skopeo and umoci read it.
 *
 * @param root {@link RootListing} of the unpacked image
 * @param config the image config without what must differ: times, layer digests
 */
public record ImageFacts(ImmutableSortedMap<String, String> root, ObjectNode config) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads an image.
   *
   * @param source as skopeo names it: {@code oci:DIR:TAG}, {@code docker-archive:FILE}, {@code
   *     docker://127.0.0.1:5000/x:y}
   */
  public static ImageFacts read(String source) throws IOException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("image-facts")) {
      return readThrough(directory.path(), source);
    }
  }

  private static ImageFacts readThrough(Path directory, String source) throws IOException {
    String layout = directory.resolve("layout").toString();
    Program.run(
        "skopeo",
        "--insecure-policy",
        "copy",
        "--quiet",
        "--src-tls-verify=false",
        source,
        "oci:" + layout + ":image");
    // From the source itself: skopeo's copy drops what Docker has beyond OCI, such as health
    // checks.
    String config =
        Program.run("skopeo", "inspect", "--tls-verify=false", "--config", "--raw", source);
    Path bundle = directory.resolve("bundle");
    Program.run("umoci", "unpack", "--image", layout + ":image", bundle.toString());
    return new ImageFacts(
        RootListing.of(bundle.resolve("rootfs")),
        ComparableConfig.of(JSON.readTree(config), Differences.read()));
  }

  /** The facts as text: all files, then the config. */
  public String describe() {
    return describe(new ImageFacts(ImmutableSortedMap.of(), JSON.createObjectNode()));
  }

  /** The facts as text: the files that the base has not, or has otherwise, then the config. */
  public String describe(ImageFacts base) {
    StringBuilder text = new StringBuilder();
    root.forEach((path, line) -> {
      if (!line.equals(base.root.get(path))) {
        text.append(path).append(' ').append(line).append('\n');
      }
    });
    base.root.forEach((path, line) -> {
      if (!root.containsKey(path) && hasParent(path)) {
        text.append(path).append(" removed\n");
      }
    });
    return text.append(config.toPrettyString()).append('\n').toString();
  }

  private boolean hasParent(String path) {
    int slash = path.lastIndexOf('/');
    return slash == 0 || root.containsKey(path.substring(0, slash));
  }
}

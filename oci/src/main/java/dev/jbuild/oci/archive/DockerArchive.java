package dev.jbuild.oci.archive;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.layout.LayoutFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * What {@code docker load} reads: Docker's {@code manifest.json} beside an OCI layout, as {@code
 * docker save} has written it since version 25.
 */
public final class DockerArchive {
  static final String MANIFEST = "manifest.json";

  private DockerArchive() {}

  /** As {@link OciArchive#write}. */
  public static void write(Image image, List<ImageReference> names, OutputStream out)
      throws IOException {
    ArchiveWriter archive = new ArchiveWriter(out);
    archive.blobs(image);
    List<String> tags =
        names.stream().map(name -> name.withTag(name.tagOrLatest()).familiar()).toList();
    archive.finish(LayoutFiles.index(image, names), image.manifest(), tags);
  }

  static byte[] manifest(Manifest manifest, List<String> tags) throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ObjectNode entry = list.addObject();
    entry.put("Config", ArchiveWriter.path(manifest.config()));
    ArrayNode repoTags = entry.putArray("RepoTags");
    tags.forEach(repoTags::add);
    ArrayNode layers = entry.putArray("Layers");
    for (Descriptor layer : manifest.layers()) {
      layers.add(ArchiveWriter.path(layer));
    }
    return new JsonMapper().writeValueAsBytes(list);
  }
}

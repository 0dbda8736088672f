package dev.jbuild.oci.archive;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
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
    archive.file(LayoutFiles.INDEX, LayoutFiles.index(image, names));
    archive.file(MANIFEST, manifest(image, names));
    archive.file(LayoutFiles.VERSION, LayoutFiles.version());
    archive.finish();
  }

  private static byte[] manifest(Image image, List<ImageReference> names) throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ObjectNode entry = list.addObject();
    entry.put("Config", ArchiveWriter.path(image.manifest().config()));
    ArrayNode tags = entry.putArray("RepoTags");
    names.forEach(name -> tags.add(name.withTag(name.tagOrLatest()).familiar()));
    ArrayNode layers = entry.putArray("Layers");
    for (Descriptor layer : image.manifest().layers()) {
      layers.add(ArchiveWriter.path(layer));
    }
    return new JsonMapper().writeValueAsBytes(list);
  }
}

package dev.jbuild.oci.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** Keeps each file's content, and what else there is as {@code toString} says it. */
final class CollectingVisitor implements EntryVisitor {
  private final Map<String, String> found = new TreeMap<>();

  static Map<String, String> read(byte[] archive) throws IOException {
    CollectingVisitor visitor = new CollectingVisitor();
    LayerReader.entries(new ByteArrayInputStream(archive), visitor);
    return visitor.found;
  }

  @Override
  public void file(String path, Metadata metadata, long size, InputStream content)
      throws IOException {
    found.put(path, new String(content.readAllBytes(), UTF_8));
  }

  @Override
  public void entry(LayerEntry entry) {
    found.put(entry.path(), entry.toString());
  }
}

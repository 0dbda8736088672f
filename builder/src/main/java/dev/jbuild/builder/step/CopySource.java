package dev.jbuild.builder.step;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.context.Selection;
import dev.jbuild.builder.context.SourceFile;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.Metadata;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one source of COPY or ADD gives.
 *
 * @param described as in the Dockerfile, for messages
 * @param selections empty where a glob matched nothing
 * @param unpack whether files that are archives are unpacked
 * @param keepsTimes whether the files' times are part of what is copied: those from images are
 */
public record CopySource(
    String described, ImmutableList<Selection> selections, boolean unpack, boolean keepsTimes) {

  /** The digest of all that is copied, under the names that it has here. */
  public Digest digest(Times times) throws IOException {
    Fingerprint fingerprint = Fingerprint.of("copied").add(unpack).add(keepsTimes);
    for (Selection selection : selections) {
      fingerprint.add(selection.path());
      add(fingerprint, "", selection.root(), times);
      Map<Object, String> names = new HashMap<>();
      for (Selection.Item item : selection.items()) {
        add(fingerprint, item.relative(), item.file(), times);
        fingerprint.addOptional(
            item.file()
                .identity()
                .flatMap(each -> Optional.ofNullable(names.putIfAbsent(each, item.relative()))));
      }
      fingerprint.add(selection.items().size());
    }
    return fingerprint.add(selections.size()).digest();
  }

  private void add(Fingerprint fingerprint, String name, SourceFile file, Times times)
      throws IOException {
    FileEntry entry = file.entry().withPath(name);
    Metadata metadata = entry.metadata();
    Instant time = keepsTimes ? metadata.mtime() : times.of(metadata.mtime());
    fingerprint.add(EntryText.of(entry.withMetadata(metadata.withMtime(time))));
  }
}

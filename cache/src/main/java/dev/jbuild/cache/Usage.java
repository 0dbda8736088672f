package dev.jbuild.cache;

import com.google.common.collect.ImmutableList;

/** What the state holds, by kind. */
public record Usage(ImmutableList<Part> parts) {

  /**
   * One kind of content.
   *
   * @param bytes a file with names in two parts counts in one of them
   */
  public record Part(Kind kind, int items, long bytes) {}

  /** What takes space; in the order in which pruning drops it. */
  public enum Kind {
    /** Uncompressed tars of layers, to read files from. */
    PLAIN_COPY,
    /** Directories of the sandbox; their size is estimated from the layers' sizes. */
    UNPACKED_LAYER,
    /** Compressed layers, manifests and configs that are in no image of the store. */
    BLOB,
    /** What has come of blobs whose download broke off. */
    UNFINISHED_DOWNLOAD,
    LAYER_INDEX,
    STEP_RESULT,
    FILE_DIGESTS,
    /** Git repositories, files checked out of them, and notes on files of web servers. */
    SOURCE,
    /** Directories of RUN --mount=type=cache, as far as this process can see into them. */
    CACHE_MOUNT,
    /** Images of the local store: pruning drops those without a name only. */
    IMAGE
  }

  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }
}

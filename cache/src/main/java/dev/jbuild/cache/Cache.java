package dev.jbuild.cache;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.BlobDirectory;
import dev.jbuild.oci.blob.Downloads;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.blob.LockRange;
import dev.jbuild.oci.blob.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The state of all builds of a user. Opening it reads and makes nothing; each part does so when it
 * is first used. Safe for threads and for several processes.
 */
public final class Cache implements AutoCloseable {
  static final String BLOBS = "blobs/sha256";
  static final String DOWNLOADS = "downloads";
  static final String LAYERS = "layers";
  static final String PLAIN = "plain";
  static final String UNPACKED = "unpacked";
  static final String STEPS = "steps";
  static final String STATS = "stat";
  static final String SOURCES = "sources";
  static final String MOUNTS = "mounts";

  private final Path root;
  private final LockFile locks;
  private final Session session;
  private final ScratchDirectory scratch;
  private final ContentStore blobs;
  private final LayerStore layers;
  private final StepCache steps;
  private final SourceStore sources;
  private final ImageStore images;
  private final CacheMounts mounts;
  private final PushRecords pushes;

  private Cache(StateDirectories directories) {
    root = directories.cache();
    locks = LockFile.at(root.resolve("locks"));
    session = new Session(locks);
    scratch = new ScratchDirectory(root, locks);
    BlobDirectory directory = new BlobDirectory(root, scratch);
    Downloads downloads = new Downloads(root.resolve(DOWNLOADS), directory, locks);
    blobs = new ContentStore(directory, downloads, session);
    layers =
        new LayerStore(
            new LayerRecords(root.resolve(LAYERS), scratch, session),
            new PlainCopies(root.resolve(PLAIN), scratch, session),
            root.resolve(UNPACKED),
            blobs,
            locks);
    steps = new StepCache(root.resolve(STEPS), scratch, blobs);
    sources = new SourceStore(root.resolve(SOURCES), scratch, session, locks);
    mounts = new CacheMounts(root.resolve(MOUNTS), locks, session);
    pushes = new PushRecords(root.resolve("pushed"), scratch);
    images = new ImageStore(directories.data().resolve("images"), blobs);
  }

  public static Cache open(StateDirectories directories) {
    return new Cache(directories);
  }

  public ContentStore blobs() {
    return blobs;
  }

  public LayerStore layers() {
    return layers;
  }

  public StepCache steps() {
    return steps;
  }

  public SourceStore sources() {
    return sources;
  }

  public PushRecords pushes() {
    return pushes;
  }

  public ImageStore images() {
    return images;
  }

  /** The directories of {@code RUN --mount=type=cache}. */
  public CacheMounts mounts() {
    return mounts;
  }

  /** The digests of the files below a directory, as earlier builds saw them. */
  public StatCache stats(Path contextRoot) {
    String path = contextRoot.toAbsolutePath().normalize().toString();
    String name = Long.toHexString(LockRange.of(path).position());
    return new StatCache(root.resolve(STATS).resolve(name), scratch, session, path);
  }

  /**
   * Waits until nobody else, in this process or another, makes what the key names. Look whether it
   * is there after this, and hold it only while making it.
   */
  public LockFile.Held lock(Digest key) throws IOException {
    return lock(key, _ -> {});
  }

  /** The same; tells when it takes long. */
  public LockFile.Held lock(Digest key, LockFile.Waiting waiting) throws IOException {
    return locks.exclusive("make " + key, waiting);
  }

  /** A new file of the caller's, below the cache and deleted with this at the latest. */
  public Path temporaryFile() throws IOException {
    return scratch.newPath();
  }

  /** What is kept, and how much disk it takes. */
  public Usage usage() throws IOException {
    return new Inventory(root).usage(images);
  }

  /**
   * Removes what the policy names and no running process uses. Who starts meanwhile waits.
   *
   * @param foreign deletes an unpacked layer or a cache mount, which may belong to users that only
   *     the sandbox can be
   */
  public Pruned prune(PrunePolicy policy, TreeDeleter foreign) throws IOException {
    try (LockFile.Held _ = locks.exclusive(Session.PRUNE)) {
      long left = scratch.sweep() + images.collect(Instant.now().minus(policy.unusedFor()));
      Instant unused = Session.oldestRunning(locks);
      return new Pruner(new Inventory(root), policy, unused, foreign, mounts).run().plus(left);
    }
  }

  /** Lets go of everything that this process uses, and removes what it left unfinished. */
  @Override
  public void close() throws IOException {
    images.close();
    scratch.close();
    session.close();
  }
}

package dev.jbuild.cli.command;

import dev.jbuild.builder.BuildRequest;
import dev.jbuild.builder.BuildResult;
import dev.jbuild.builder.CheckReport;
import dev.jbuild.builder.CopyRequest;
import dev.jbuild.builder.ImageLocation;
import dev.jbuild.builder.OutlineReport;
import dev.jbuild.builder.Output;
import dev.jbuild.builder.TargetList;
import dev.jbuild.builder.cdi.DeviceFiles;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.cache.CacheMount;
import dev.jbuild.cache.CacheMountKey;
import dev.jbuild.cache.ImageKey;
import dev.jbuild.cache.PrunePolicy;
import dev.jbuild.cache.Pruned;
import dev.jbuild.cache.StoredImage;
import dev.jbuild.cache.Usage;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.image.Image;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.registry.Credential;
import dev.jbuild.sandbox.Examination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What does the work: the builder, or a script in tests. Opening it costs nothing. */
public interface Engine extends AutoCloseable {

  BuildResult build(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException;

  /** Judges a Dockerfile by the rules. */
  CheckReport check(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException;

  /** What a build takes from outside. */
  OutlineReport outline(BuildRequest request, EventSink events)
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException;

  /** The stages of a Dockerfile. */
  TargetList targets(BuildRequest request)
      throws BuildException, InvalidDockerfileException, IOException, InterruptedException;

  /** The images of the local store under all their names, sorted by name, nameless ones last. */
  List<StoredImage> images() throws IOException;

  /** An image of the local store, by name or ID. */
  Optional<Image> find(ImageKey name, Platform platform) throws IOException;

  /** Pushes an image of the local store to where the name says; gives its digest. */
  Digest push(ImageKey key, ImageReference target, Platform platform, EventSink events)
      throws BuildException, IOException, InterruptedException;

  /** Pulls an image into the local store; gives its digest. */
  Digest pull(ImageReference name, Platform platform, EventSink events)
      throws BuildException, IOException, InterruptedException;

  /** Copies an image from place to place; gives its digest. */
  Digest copy(CopyRequest request, EventSink events)
      throws BuildException, IOException, InterruptedException;

  /** A manifest, wherever it is: for the platform, or what the place itself stands for. */
  RawManifest manifest(ImageLocation location, Optional<Platform> platform)
      throws BuildException, IOException, InterruptedException;

  /** An image, wherever it is. */
  Image image(ImageLocation location, Platform platform)
      throws BuildException, IOException, InterruptedException;

  /** All tags of a repository in a registry. */
  List<String> tags(ImageReference repository) throws IOException;

  /** Removes a tag, or a manifest with all of its tags, from a registry. */
  void delete(ImageReference name) throws IOException;

  /**
   * Checks a password with a registry and keeps it; says where. Throws RegistryException.Denied
   * where the registry does not accept it; nothing is kept then.
   */
  String login(String registry, Credential.UserPassword credential) throws IOException;

  /** Forgets the password of a registry. Returns false where there is none. */
  boolean logout(String registry) throws IOException;

  /** Writes an image of the local store somewhere else. */
  void save(ImageKey name, Platform platform, Output output)
      throws BuildException, IOException, InterruptedException;

  /** Makes an image of one layer of a root file system in a tar archive; gives its digest. */
  Digest importRoot(Path archive, ImageReference name, Platform platform)
      throws BuildException, IOException, InterruptedException;

  /**
   * Gives an image of the local store one more name. Returns false where there is no such image.
   */
  boolean tag(ImageKey existing, ImageReference added) throws IOException;

  /**
   * Removes a name from the local store, or an image by its ID if it has no more than one name.
   * Returns false where there is no such image.
   */
  boolean remove(ImageKey name) throws IOException;

  Pruned prune(PrunePolicy policy) throws BuildException, IOException, InterruptedException;

  Usage usage() throws IOException;

  /** The caches of RUN, sorted by id. */
  List<CacheMount> cacheMounts() throws IOException;

  /** Copies what a cache of RUN holds into a directory that does not exist. */
  void exportCacheMount(CacheMountKey key, Path to, LockFile.Waiting waiting)
      throws BuildException, IOException, InterruptedException;

  /** Puts the files of a directory in the place of what a cache of RUN holds. */
  void importCacheMount(CacheMountKey key, Path from, LockFile.Waiting waiting)
      throws BuildException, IOException, InterruptedException;

  /** Removes a cache of RUN. Returns false where somebody uses it. */
  boolean removeCacheMount(CacheMount mount) throws IOException;

  /** Finds out what RUN can have on this machine. */
  Examination examine() throws BuildException, IOException, InterruptedException;

  /** Finds the devices that RUN can have on this machine. */
  DeviceFiles devices() throws IOException;

  @Override
  void close() throws IOException;
}

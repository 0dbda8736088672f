package dev.jbuild.builder.transfer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Manifests and blobs beside each other in a directory, as skopeo's {@code dir:} has them: {@code
 * manifest.json} at the top, other manifests as {@code <hex>.manifest.json}, blobs as {@code
 * <hex>}.
 */
public record FlatDirectory(Path directory) implements ContentSource {
  static final String VERSION = "version";
  static final String TOP = "manifest.json";

  Path blobFile(Digest digest) {
    return directory.resolve(digest.hex());
  }

  Path manifestFile(Digest digest) {
    return directory.resolve(digest.hex() + ".manifest.json");
  }

  @Override
  public RawManifest top() throws IOException, BuildFailedException {
    try {
      return RawManifest.parse(Files.readAllBytes(directory.resolve(TOP)), null);
    } catch (NoSuchFileException e) {
      throw new BuildFailedException(directory + " holds no image: there is no " + TOP, e);
    }
  }

  @Override
  public RawManifest manifest(Descriptor named) throws IOException {
    Path file = manifestFile(named.digest());
    byte[] bytes = Files.readAllBytes(file);
    if (!Digest.of(bytes).equals(named.digest())) {
      throw new IOException(file + " is damaged: its digest is " + Digest.of(bytes));
    }
    return RawManifest.parse(bytes, named.mediaType());
  }

  @Override
  public RangedContent blob(Descriptor blob) {
    return offset ->
        Channels.newInputStream(FileChannel.open(blobFile(blob.digest())).position(offset));
  }

  @Override
  public ImmutableList<Descriptor> referrers(Digest subject) {
    return ImmutableList.of();
  }
}

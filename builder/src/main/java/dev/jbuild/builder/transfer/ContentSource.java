package dev.jbuild.builder.transfer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where manifests and blobs come from. */
public interface ContentSource {

  /** What the place stands for. */
  RawManifest top() throws IOException, BuildFailedException;

  /** A manifest or index that another one names, checked. */
  RawManifest manifest(Descriptor named) throws IOException;

  /** A blob; whoever takes it checks it. */
  RangedContent blob(Descriptor blob);

  /** A blob, checked while it is read. The caller closes the stream. */
  default InputStream open(Descriptor blob) throws IOException {
    return CheckedBlob.open(blob(blob), blob, _ -> {});
  }

  /** What refers to a manifest, such as signatures. */
  ImmutableList<Descriptor> referrers(Digest subject) throws IOException;

  /** Where its own registry can mount blobs from. */
  default Optional<ImageReference> repository() {
    return Optional.empty();
  }
}

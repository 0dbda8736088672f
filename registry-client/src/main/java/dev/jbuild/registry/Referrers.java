package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.registry.transport.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What refers to a manifest: signatures, attestations, bills of materials (distribution spec 1.1,
 * "Listing Referrers"). Where a registry does not know of it, a tag of the subject's digest stands
 * for the list, and whoever pushes a referrer writes it.
 */
final class Referrers {
  private final Manifests manifests;
  private final Pages pages;

  Referrers(Session session, Manifests manifests) {
    this.manifests = manifests;
    this.pages = new Pages(session);
  }

  /** All of them; empty where there are none. */
  ImmutableList<Descriptor> list(Endpoint endpoint, ImageReference repository, Digest subject)
      throws IOException {
    ImmutableList.Builder<Descriptor> all = ImmutableList.builder();
    try {
      pages.each(call(endpoint, repository, subject), page -> all.addAll(entries(page)));
    } catch (RegistryException.NotFound | RegistryException.Unsupported e) {
      return tagged(endpoint, tag(repository, subject)).manifests();
    }
    return all.build();
  }

  private static List<Descriptor> entries(byte[] page) throws IOException {
    try {
      return ImageIndex.parse(page, null).manifests();
    } catch (IOException e) {
      throw new RegistryException.Unsupported("the list of referrers: " + e.getMessage(), e);
    }
  }

  private static Call call(Endpoint endpoint, ImageReference image, Digest subject) {
    String repository = endpoint.repository(image.repository());
    Request request =
        Request.of("GET", endpoint.uri(image.repository(), "referrers/" + subject, ""))
            .withHeaders(Map.of("Accept", MediaType.OCI_INDEX.value()));
    String what = "list of what refers to " + image.name() + "@" + subject;
    return new Call(what, endpoint, repository, Scopes.pull(repository), request);
  }

  private static ImageReference tag(ImageReference repository, Digest subject) {
    return repository.withTag("sha256-" + subject.hex());
  }

  private ImageIndex tagged(Endpoint endpoint, ImageReference tag) throws IOException {
    try {
      Manifests.Fetched fetched = manifests.get(endpoint, tag, tag.tagOrLatest());
      return ImageIndex.parse(fetched.bytes(), fetched.declared());
    } catch (RegistryException.NotFound e) {
      return ImageIndex.of(ImmutableList.of());
    } catch (RegistryException e) {
      throw e;
    } catch (IOException e) {
      throw new RegistryException.Unsupported(
          tag + " should list what refers to an image, but: " + e.getMessage(), e);
    }
  }

  /** Stores a manifest; it joins the list of its subject's referrers. */
  boolean push(Endpoint endpoint, ImageReference image, MediaType type, byte[] bytes)
      throws IOException {
    boolean isNoted = manifests.put(endpoint, image, type, bytes);
    RawManifest manifest = RawManifest.parse(bytes, type);
    if (!isNoted && manifest.subject().isPresent()) {
      add(endpoint, image, manifest);
    }
    return true;
  }

  private synchronized void add(Endpoint endpoint, ImageReference repository, RawManifest referrer)
      throws IOException {
    ImageReference tag = tag(repository, referrer.subject().orElseThrow().digest());
    ImageIndex known = tagged(endpoint, tag);
    boolean isThere =
        known.manifests().stream().anyMatch(one -> one.digest().equals(referrer.digest()));
    if (!isThere) {
      put(endpoint, tag, known.with(referrer.referrer()));
    }
  }

  /** Removes a tag, or a manifest, which leaves the list of its subject's referrers. */
  boolean delete(Endpoint endpoint, ImageReference image) throws IOException {
    RawManifest manifest = manifests.raw(endpoint, image);
    if (!manifests.delete(endpoint, image)) {
      throw new RegistryException.Unsupported(
          "removal of %s: %s removes %s".formatted(image, image.registry(), less(image, manifest)));
    }
    if (image.digest().isPresent() && manifest.subject().isPresent()) {
      remove(endpoint, image, manifest);
    }
    return true;
  }

  private static String less(ImageReference image, RawManifest manifest) {
    return image.digest().isPresent()
        ? "no manifests; its owner has to allow it"
        : "no single tags; `jbuild delete "
            + image.withDigest(manifest.digest()).familiar()
            + "` removes the manifest with all of its tags";
  }

  private synchronized void remove(
      Endpoint endpoint, ImageReference repository, RawManifest referrer) throws IOException {
    ImageReference tag = tag(repository, referrer.subject().orElseThrow().digest());
    ImageIndex known = tagged(endpoint, tag);
    ImageIndex next = known.without(referrer.digest());
    if (next.manifests().size() < known.manifests().size()) {
      put(endpoint, tag, next);
    }
  }

  private void put(Endpoint endpoint, ImageReference tag, ImageIndex index) throws IOException {
    manifests.put(endpoint, tag, index.mediaType(), index.bytes());
  }
}

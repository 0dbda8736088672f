package dev.jbuild.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;

/** A blob of a registry, from any place on; its streams go on where they broke off. */
final class RegistryContent implements RangedContent {
  private final Endpoints endpoints;
  private final Blobs blobs;
  private final ImageReference repository;
  private final Descriptor blob;

  RegistryContent(Endpoints endpoints, Blobs blobs, ImageReference repository, Descriptor blob) {
    this.endpoints = endpoints;
    this.blobs = blobs;
    this.repository = repository;
    this.blob = blob;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    return new ResumingStream(this::openOnce, offset, endpoints.retries());
  }

  private InputStream openOnce(long offset) throws IOException {
    return endpoints.mirrorsFirst(
        repository.registry(), endpoint -> blobs.get(endpoint, repository, blob, offset));
  }

  @Override
  public RegistryException refused(String fact) {
    return new RegistryException.Corrupt(
        "%s: what came %s: refused".formatted(Blobs.what(repository, blob), fact));
  }
}

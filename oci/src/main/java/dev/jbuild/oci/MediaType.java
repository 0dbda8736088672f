package dev.jbuild.oci;

/** A media type of the OCI image spec or of Docker's image format, or any other, kept as it is. */
public record MediaType(String value) {
  private static final String OCI = "application/vnd.oci.image.";
  private static final String DOCKER = "application/vnd.docker.";

  public static final MediaType OCI_INDEX = new MediaType(OCI + "index.v1+json");
  public static final MediaType OCI_MANIFEST = new MediaType(OCI + "manifest.v1+json");
  public static final MediaType OCI_CONFIG = new MediaType(OCI + "config.v1+json");
  public static final MediaType OCI_LAYER = new MediaType(OCI + "layer.v1.tar");
  public static final MediaType OCI_LAYER_GZIP = new MediaType(OCI + "layer.v1.tar+gzip");
  public static final MediaType OCI_LAYER_ZSTD = new MediaType(OCI + "layer.v1.tar+zstd");
  public static final MediaType DOCKER_LIST =
      new MediaType(DOCKER + "distribution.manifest.list.v2+json");
  public static final MediaType DOCKER_MANIFEST =
      new MediaType(DOCKER + "distribution.manifest.v2+json");
  public static final MediaType DOCKER_MANIFEST_V1 =
      new MediaType(DOCKER + "distribution.manifest.v1+json");
  public static final MediaType DOCKER_MANIFEST_V1_SIGNED =
      new MediaType(DOCKER + "distribution.manifest.v1+prettyjws");
  public static final MediaType DOCKER_CONFIG = new MediaType(DOCKER + "container.image.v1+json");
  public static final MediaType DOCKER_LAYER_GZIP =
      new MediaType(DOCKER + "image.rootfs.diff.tar.gzip");

  /** What {@code {}} is: the config of artifacts that need none. */
  public static final MediaType OCI_EMPTY = new MediaType("application/vnd.oci.empty.v1+json");

  public static final MediaType OCI_ARTIFACT =
      new MediaType("application/vnd.oci.artifact.manifest.v1+json");

  /** True for an OCI image index or a Docker manifest list. */
  public boolean isIndex() {
    return equals(OCI_INDEX) || equals(DOCKER_LIST);
  }

  /** True for an OCI or Docker (schema 2) image manifest. */
  public boolean isManifest() {
    return equals(OCI_MANIFEST) || equals(DOCKER_MANIFEST);
  }

  /**
   * True for whatever calls itself a manifest or an index, also of kinds that nobody here knows.
   */
  public boolean isAnyManifest() {
    return value.contains("manifest") || value.contains("index");
  }

  /** True for a layer that its maker forbids to push to other registries. */
  public boolean isNondistributable() {
    return value.contains("nondistributable") || value.contains(".foreign.");
  }

  @Override
  public String toString() {
    return value;
  }
}

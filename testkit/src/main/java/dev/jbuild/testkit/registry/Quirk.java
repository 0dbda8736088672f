package dev.jbuild.testkit.registry;

/** What a registry does differently from what clients hope for. */
public enum Quirk {
  /** A mount always becomes an upload. */
  NO_MOUNT,
  /** PATCH is answered with 405; a blob must come in one PUT. */
  NO_CHUNKS,
  /** What a broken-off PATCH or PUT had brought is lost, as where chunks become objects. */
  FORGETS_BROKEN_CHUNKS,
  /** The status of an upload cannot be asked. */
  NO_UPLOAD_STATUS,
  /** Range is ignored. */
  NO_RANGES,
  /** The referrers API is not there. */
  NO_REFERRERS,
  /** Manifests are removed, but no tag alone. */
  NO_TAG_REMOVAL,
  /** The answer to HEAD has no Content-Length. */
  HEAD_WITHOUT_LENGTH,
  /** Location headers name scheme and host. */
  ABSOLUTE_LOCATION,
  /** Location headers have a query, which has to come back. */
  LOCATION_WITH_QUERY
}

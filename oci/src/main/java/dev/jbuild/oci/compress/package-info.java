/**
 * Compression of layers: our deterministic gzip encoder, zstd, and reading of all that registries
 * hold.
 */
package dev.jbuild.oci.compress;

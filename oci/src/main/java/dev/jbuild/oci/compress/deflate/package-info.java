/**
 * A DEFLATE encoder (RFC 1951) whose output depends on its input alone: no native code, no floating
 * point, no state carried from one chunk to the next. Every constant here is part of the format
 * that {@code Compression.GZIP.id()} names; changing one changes digests.
 */
package dev.jbuild.oci.compress.deflate;

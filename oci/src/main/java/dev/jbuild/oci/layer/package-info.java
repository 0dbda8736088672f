/** Writing and reading of layers in one streaming pass: tar, diffID, compression, digest, index. */
package dev.jbuild.oci.layer;

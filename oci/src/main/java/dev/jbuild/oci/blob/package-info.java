/**
 * Content on the disk by digest, so that readers never see half a blob, a process killed at any
 * moment leaves nothing invalid, and several processes share one directory.
 */
package dev.jbuild.oci.blob;

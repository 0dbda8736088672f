/** Turns layer blobs into directories that an overlay can be mounted on. */
package dev.jbuild.sandbox.unpack;

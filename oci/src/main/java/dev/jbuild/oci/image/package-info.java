/** Whole images, where they come from and where they go. */
package dev.jbuild.oci.image;

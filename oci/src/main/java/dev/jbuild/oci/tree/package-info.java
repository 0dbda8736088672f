/** A layer's content and an image's root file system as data, without a file system. */
package dev.jbuild.oci.tree;

/** The OCI image layout: images in a directory that other tools read and write, too. */
package dev.jbuild.oci.layout;

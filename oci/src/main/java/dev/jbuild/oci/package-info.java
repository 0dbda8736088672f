/** The nouns of the OCI image spec, as values that are valid once they exist. */
package dev.jbuild.oci;

/** Images and root file systems as single tar files, or unpacked: what leaves the store. */
package dev.jbuild.oci.archive;

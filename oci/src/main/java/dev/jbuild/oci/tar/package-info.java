/**
 * The tar format: ustar with PAX records (POSIX.1-2001), written deterministically, read exactly.
 */
package dev.jbuild.oci.tar;

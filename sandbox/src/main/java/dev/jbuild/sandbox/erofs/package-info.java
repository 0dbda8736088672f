/**
 * Writes layers as EROFS file systems whose files' content is in the layer's uncompressed tar: the
 * kernel mounts both together, and nothing has to be unpacked. The format is that of the kernel's
 * {@code Documentation/filesystems/erofs.rst} and {@code fs/erofs/erofs_fs.h}.
 */
package dev.jbuild.sandbox.erofs;

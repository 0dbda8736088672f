/** Copies of images from place to place, byte for byte: registries, layouts, archives. */
package dev.jbuild.builder.transfer;

/**
 * What each operation does: file trees in, a layer out. Knows no cache and no other step, and reads
 * no clock.
 */
package dev.jbuild.builder.step;

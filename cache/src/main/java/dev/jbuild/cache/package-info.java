/**
 * What one build leaves for the next: blobs, layers, results of steps, digests of files, images.
 * Several processes share one state; each part is valid at any moment.
 */
package dev.jbuild.cache;

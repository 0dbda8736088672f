/**
 * RUN: commands in a root made of layers, run by a worker process in its own namespaces, and what
 * they changed as a new layer.
 */
package dev.jbuild.sandbox;

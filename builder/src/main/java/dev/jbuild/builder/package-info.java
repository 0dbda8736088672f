/** Builds an image from a Dockerfile and a context: the only place that wires the parts. */
package dev.jbuild.builder;

/** A build as data: which steps, on what, in which order. */
package dev.jbuild.builder.graph;

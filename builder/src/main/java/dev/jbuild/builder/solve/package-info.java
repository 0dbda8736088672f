/** Does the steps of a build graph, each when its inputs are there, and only what is not cached. */
package dev.jbuild.builder.solve;

/** Makes an image of a solved graph: its config, its history, its manifest. */
package dev.jbuild.builder.assemble;

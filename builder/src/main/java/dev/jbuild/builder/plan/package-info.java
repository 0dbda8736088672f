/** From the AST to the build graph. Pure: no file, no network, no clock. */
package dev.jbuild.builder.plan;

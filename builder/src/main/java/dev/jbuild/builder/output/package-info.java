/** Where finished images go. */
package dev.jbuild.builder.output;

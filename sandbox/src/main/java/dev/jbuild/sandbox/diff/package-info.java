/** Turns what a command left in an overlay's upper directory into a layer. */
package dev.jbuild.sandbox.diff;

/** Patterns over slash-separated paths. */
package dev.jbuild.parser.glob;

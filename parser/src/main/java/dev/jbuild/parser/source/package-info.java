/** Dockerfile text and places in it. */
package dev.jbuild.parser.source;

/** Answers to questions about a build, as text and as JSON. */
package dev.jbuild.cli.call;

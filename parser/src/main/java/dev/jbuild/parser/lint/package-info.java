/** What works in a Dockerfile but should be written in another way. */
package dev.jbuild.parser.lint;

/** What is wrong with a Dockerfile, where, and what to do about it. */
package dev.jbuild.parser.diagnostic;

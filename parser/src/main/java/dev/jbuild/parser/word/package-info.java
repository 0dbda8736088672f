/** Variables, quotes and escapes in the words of a Dockerfile. */
package dev.jbuild.parser.word;

/** Statements to instructions: one small parser for each family. */
package dev.jbuild.parser.instruction;

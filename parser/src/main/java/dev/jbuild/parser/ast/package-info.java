/**
 * The Dockerfile language as typed values. Words are as written: expansion comes later, with an
 * environment.
 */
package dev.jbuild.parser.ast;

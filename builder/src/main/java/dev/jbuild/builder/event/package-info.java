/** What a user sees of a build, as values. */
package dev.jbuild.builder.event;

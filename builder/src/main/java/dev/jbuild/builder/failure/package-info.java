/** How a build may fail, by who has to act on it. */
package dev.jbuild.builder.failure;

/** Git repositories as sources: what names them, and how their files come into the cache. */
package dev.jbuild.builder.git;

/** Base images: found in the local store or in registries; their layers stay where they are. */
package dev.jbuild.builder.base;

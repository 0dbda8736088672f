/** Pulling from and pushing to registries that speak the OCI distribution spec. */
package dev.jbuild.registry;

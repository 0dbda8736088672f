/** HTTP and TLS: requests, answers, time limits. Knows nothing of registries. */
package dev.jbuild.registry.transport;

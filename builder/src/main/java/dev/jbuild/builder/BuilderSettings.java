package dev.jbuild.builder;

import dev.jbuild.cache.StateDirectories;
import dev.jbuild.registry.CredentialSource;
import dev.jbuild.registry.RegistrySettings;
import dev.jbuild.sandbox.SandboxSettings;

/**
 * What all builds of a process share.
 *
 * @param state where images and the cache are
 * @param sandbox how commands are run
 */
public record BuilderSettings(
    StateDirectories state,
    RegistrySettings registries,
    CredentialSource credentials,
    SandboxSettings sandbox) {}

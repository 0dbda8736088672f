package dev.jbuild.builder;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.registry.CredentialSource;
import dev.jbuild.registry.RegistrySettings;
import dev.jbuild.sandbox.SandboxSettings;

/**
 * What all builds of a process share.
 *
 * @param state where images and the cache are
 * @param sandbox how commands are run
 * @param environment the user's: the way to repositories and web servers, such as proxies
 */
public record BuilderSettings(
    StateDirectories state,
    RegistrySettings registries,
    CredentialSource credentials,
    SandboxSettings sandbox,
    ImmutableMap<String, String> environment) {}

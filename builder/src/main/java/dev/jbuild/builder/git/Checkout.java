package dev.jbuild.builder.git;

import java.nio.file.Path;

/**
 * Files of a repository, in the cache. They are not to be changed, and stay as long as the process
 * runs.
 *
 * @param directory the wanted files themselves
 * @param commit whose files they are
 */
public record Checkout(Path directory, String commit) {}

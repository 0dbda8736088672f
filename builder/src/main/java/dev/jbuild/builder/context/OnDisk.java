package dev.jbuild.builder.context;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/**
 * A directory that has the files of a tree, and more.
 *
 * @param hidden what is in the directory and not in the tree: paths from the directory, none of
 *     them below another
 */
public record OnDisk(Path directory, ImmutableList<String> hidden) {}

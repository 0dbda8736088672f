package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * The flags of COPY and ADD. A flag that was not given is empty or false; values are as written.
 *
 * @param unpack ADD only; empty means the default: local archives are unpacked, remote ones not
 * @param keepGitDir ADD only
 * @param checksum ADD only
 */
public record CopyFlags(
    Optional<Word> from,
    Optional<Word> chown,
    Optional<Word> chmod,
    boolean link,
    boolean parents,
    ImmutableList<Word> excludes,
    Optional<Word> checksum,
    Optional<Boolean> unpack,
    Optional<Boolean> keepGitDir) {}

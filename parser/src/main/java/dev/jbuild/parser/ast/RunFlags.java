package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * The flags of RUN.
 *
 * @param network default, none or host
 * @param security sandbox or insecure
 */
public record RunFlags(
    ImmutableList<RunMount> mounts,
    Optional<Word> network,
    Optional<Word> security,
    ImmutableList<RunDevice> devices) {}

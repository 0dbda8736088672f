package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.SourceText;

/**
 * A parsed Dockerfile.
 *
 * @param escape the escape character: backslash or backtick
 * @param metaArgs ARG instructions before the first FROM
 * @param stages at least one
 * @param comments those above instructions
 * @param warnings what the parser itself found, such as empty continuation lines
 */
public record Dockerfile(
    SourceText source,
    Directives directives,
    char escape,
    ImmutableList<Instruction.Arg> metaArgs,
    ImmutableList<Stage> stages,
    Comments comments,
    ImmutableList<Diagnostic> warnings) {}

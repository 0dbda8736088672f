package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.SourceText;
import java.util.Optional;

/**
 * What the rules say about a Dockerfile.
 *
 * @param error what would stop a build before its first step
 */
public record CheckReport(
    SourceText source, ImmutableList<Diagnostic> warnings, Optional<Diagnostic> error) {}

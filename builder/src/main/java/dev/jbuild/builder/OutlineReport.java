package dev.jbuild.builder;

import dev.jbuild.builder.plan.Outline;
import dev.jbuild.parser.source.SourceText;

/** What a build takes from outside, and the Dockerfile that says so. */
public record OutlineReport(SourceText source, Outline outline) {}

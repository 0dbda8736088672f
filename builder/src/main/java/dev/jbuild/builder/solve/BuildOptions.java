package dev.jbuild.builder.solve;

import dev.jbuild.builder.run.RunSettings;
import dev.jbuild.builder.step.Times;
import dev.jbuild.oci.compress.Compression;

/**
 * What holds for all steps of a build.
 *
 * @param noCache do every step again; what is made is still stored
 */
public record BuildOptions(
    boolean noCache, Compression compression, Times times, RunSettings runs) {}

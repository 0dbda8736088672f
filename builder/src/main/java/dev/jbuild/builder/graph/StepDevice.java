package dev.jbuild.builder.graph;

/**
 * A device that a RUN asks for.
 *
 * @param name {@code vendor/class} for the first of a kind, {@code vendor/class=*} for all, {@code
 *     vendor/class=name} for one or for those of a class
 * @param required whether the step fails without it
 */
public record StepDevice(String name, boolean required) {}

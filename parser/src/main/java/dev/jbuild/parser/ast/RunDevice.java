package dev.jbuild.parser.ast;

/**
 * One {@code --device=} of RUN.
 *
 * @param name {@code vendor/class[=name]}, not expanded
 * @param required whether RUN fails where the machine has no such device
 */
public record RunDevice(Word name, boolean required) {}

package dev.jbuild.cli.command;

import dev.jbuild.cli.Console;
import java.util.Map;

/**
 * What a command works with.
 *
 * @param tools opens what does the work
 */
public record Session(Console console, Map<String, String> environment, Tools tools) {}

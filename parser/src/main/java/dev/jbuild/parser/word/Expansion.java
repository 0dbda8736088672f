package dev.jbuild.parser.word;

import com.google.common.collect.ImmutableSet;

/**
 * An expanded word, and what it depends on.
 *
 * @param value without quotes and escapes
 * @param used the variables that were looked up, set or not
 * @param unset those of them that have no value, where the word does not say what to do then (as
 *     {@code ${x:-default}} does)
 */
public record Expansion(String value, ImmutableSet<String> used, ImmutableSet<String> unset) {}

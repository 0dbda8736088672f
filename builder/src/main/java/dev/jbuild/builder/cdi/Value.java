package dev.jbuild.builder.cdi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** A value of a CDI file, JSON or YAML, and where it stands. */
sealed interface Value {
  Location at();

  /** A place in a file, counted from 1. */
  record Location(int line, int column) {}

  /** A string. */
  record Text(Location at, String text) implements Value {}

  /** A whole number. */
  record Whole(Location at, long number) implements Value {}

  /** A list. */
  record Items(Location at, ImmutableList<Value> items) implements Value {}

  /** An object. */
  record Fields(Location at, ImmutableMap<String, Value> fields) implements Value {}

  /** What no field of a CDI file has: null, a truth value, a fraction. */
  record Other(Location at) implements Value {}
}

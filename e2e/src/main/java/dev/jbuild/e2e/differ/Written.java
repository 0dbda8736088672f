package dev.jbuild.e2e.differ;

/** What a comparison does with the expectations in a folder. */
enum Written {
  /** What the reference makes must be what is written down. */
  COMPARED,
  /** What the reference makes is written down. */
  RECORDED,
  /** There are none: only the two builders are compared. */
  NONE
}

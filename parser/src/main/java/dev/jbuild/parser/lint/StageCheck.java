package dev.jbuild.parser.lint;

import dev.jbuild.parser.diagnostic.Problems;

/** Looks at what a stage carries out. */
interface StageCheck {
  void check(LintedStage stage, Problems findings);
}

package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Problems;

/** Looks for what one or several rules speak of. */
interface Check {
  void check(Dockerfile file, Problems findings);
}

package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Problems;

/** Looks at all that stands in a Dockerfile, whether it is needed or not. */
interface FileCheck {
  void check(Dockerfile file, Problems findings);
}

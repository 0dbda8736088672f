package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.diagnostic.Problems;

/** MAINTAINER, for which there is a label. */
final class MaintainerCheck implements FileCheck {

  @Override
  public void check(Dockerfile file, Problems findings) {
    file.stages().stream()
        .flatMap(stage -> stage.instructions().stream())
        .filter(Instruction.Maintainer.class::isInstance)
        .forEach(maintainer ->
            findings.add(
                Rules.MAINTAINER_DEPRECATED.at(
                    maintainer.span(),
                    "MAINTAINER is deprecated: use LABEL org.opencontainers.image.authors=...")));
  }
}

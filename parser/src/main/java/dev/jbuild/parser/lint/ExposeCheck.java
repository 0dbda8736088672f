package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Problems;
import java.util.Locale;

/** How ports are written. A port with variables is not judged. */
final class ExposeCheck implements Check {

  @Override
  public void check(Dockerfile file, Problems findings) {
    file.stages().stream()
        .flatMap(stage -> stage.instructions().stream())
        .filter(Instruction.Expose.class::isInstance)
        .flatMap(instruction -> ((Instruction.Expose) instruction).ports().stream())
        .filter(port -> port.text().indexOf('$') < 0)
        .forEach(port -> check(port, findings));
  }

  private static void check(Word port, Problems findings) {
    String text = port.text();
    if (text.indexOf(':') >= 0) {
      findings.add(
          Rules.EXPOSE_INVALID_FORMAT.at(
              port.span(), "\"" + text + "\" has an address or a port of the host"));
    }
    String protocol = text.substring(text.indexOf('/') + 1);
    if (text.indexOf('/') >= 0 && !protocol.equals(protocol.toLowerCase(Locale.ROOT))) {
      findings.add(
          Rules.EXPOSE_PROTO_CASING.at(
              port.span(), "protocol \"" + protocol + "\" is not lowercase"));
    }
  }
}

package dev.jbuild.builder.plan;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.lint.Rules;
import dev.jbuild.parser.source.Span;
import java.util.Locale;

/** The rules that judge what words have become, and what base images are. */
final class ValueRules {
  private ValueRules() {}

  static void port(String port, Span span, Problems problems) {
    if (port.indexOf(':') >= 0) {
      problems.add(
          Rules.EXPOSE_INVALID_FORMAT.at(
              span,
              "EXPOSE instruction should not define an IP address or host-port mapping, found '"
                  + port
                  + "'"));
    }
    String protocol = port.substring(port.indexOf('/') + 1);
    if (port.indexOf('/') >= 0 && !protocol.equals(protocol.toLowerCase(Locale.ROOT))) {
      problems.add(
          Rules.EXPOSE_PROTO_CASING.at(
              span, "Defined protocol '" + port + "' in EXPOSE instruction should be lowercase"));
    }
  }

  static void firstWorkdir(String path, Span span, Problems problems) {
    if (!path.startsWith("/")) {
      problems.add(
          Rules.WORKDIR_RELATIVE_PATH.at(
              span, "Relative workdir \"" + path + "\" depends on the WORKDIR of the base image"));
    }
  }

  /** A base for another machine than the one asked for; its variant may differ. */
  static void basePlatform(ImageReference name, StageNode node, Platform found, Problems problems) {
    Platform wanted = node.platform();
    if (!wanted.os().equals(found.os()) || !wanted.architecture().equals(found.architecture())) {
      problems.add(
          Rules.INVALID_BASE_IMAGE_PLATFORM.at(
              node.stage().from().image().span(),
              "Base image "
                  + name.familiar()
                  + " was pulled with platform \""
                  + found
                  + "\", expected \""
                  + wanted
                  + "\" for current build"));
    }
  }
}

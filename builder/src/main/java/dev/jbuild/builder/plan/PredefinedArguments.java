package dev.jbuild.builder.plan;

import static com.google.common.base.Strings.nullToEmpty;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.oci.Platform;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The build arguments that no ARG needs to declare. */
final class PredefinedArguments {
  private static final ImmutableSet<String> PROXIES =
      ImmutableSet.of("HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY");
  private static final ImmutableSet<String> NOT_IN_ENVIRONMENT =
      ImmutableSet.of("BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE");

  private PredefinedArguments() {}

  /** What FROM sees without a declaration, and a stage with one that has no default. */
  static ImmutableMap<String, String> platforms(PlanRequest request, String target) {
    Map<String, String> arguments = new LinkedHashMap<>();
    putPlatform(arguments, "BUILD", request.buildPlatform());
    putPlatform(arguments, "TARGET", request.platform());
    arguments.put("TARGETSTAGE", target);
    arguments.replaceAll((name, value) -> request.buildArgs().getOrDefault(name, value));
    return ImmutableMap.copyOf(arguments);
  }

  private static void putPlatform(Map<String, String> arguments, String prefix, Platform platform) {
    arguments.put(prefix + "PLATFORM", platform.toString());
    arguments.put(prefix + "OS", platform.os());
    arguments.put(prefix + "OSVERSION", nullToEmpty(platform.osVersion()));
    arguments.put(prefix + "ARCH", platform.architecture());
    arguments.put(prefix + "VARIANT", nullToEmpty(platform.variant()));
  }

  /** The proxy settings among the build arguments, each in upper and in lower case. */
  static ImmutableMap<String, String> proxies(Map<String, String> buildArgs) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String proxy : PROXIES) {
      String lower = proxy.toLowerCase(Locale.ROOT);
      String value = buildArgs.getOrDefault(lower, buildArgs.getOrDefault(proxy, ""));
      if (!value.isEmpty()) {
        settings.put(proxy, value);
        settings.put(lower, value);
      }
    }
    return ImmutableMap.copyOf(settings);
  }

  /** Whether a build argument of this name has a meaning without an ARG. */
  static boolean needsNoDeclaration(String name) {
    return PROXIES.contains(name.toUpperCase(Locale.ROOT))
        || name.startsWith("BUILDKIT_")
        || name.equals("SOURCE_DATE_EPOCH")
        || name.equals("TARGETSTAGE")
        || name.matches("(BUILD|TARGET)(PLATFORM|OS|OSVERSION|ARCH|VARIANT)");
  }

  /** Whether a declared argument becomes a variable of commands. */
  static boolean isVariable(String name) {
    return !NOT_IN_ENVIRONMENT.contains(name);
  }
}

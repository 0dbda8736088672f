package dev.jbuild.builder.git;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.Map;

/**
 * What git sees of the user's environment, and the settings that it has instead of the user's: no
 * setting, hook, filter, template or helper of this machine has a part in what is fetched.
 */
final class GitEnvironment {
  private static final ImmutableSet<String> PASSED =
      ImmutableSet.of(
          "PATH",
          "TMPDIR",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "ALL_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "all_proxy",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "CURL_CA_BUNDLE",
          "GIT_SSL_CAINFO",
          "GIT_SSL_CAPATH");
  private static final String SSH =
      "ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=yes -o ClearAllForwardings=yes";

  /** The content of the configuration file that stands for the user's. */
  static final String SETTINGS =
      """
      [core]
      	hooksPath = /dev/null
      	fsmonitor = false
      	autocrlf = false
      	symlinks = true
      	logAllRefUpdates = false
      	attributesFile = /dev/null
      	excludesFile = /dev/null
      [init]
      	defaultBranch = master
      	templateDir =
      [advice]
      	detachedHead = false
      [gc]
      	auto = 0
      [maintenance]
      	auto = false
      [pack]
      	threads = 1
      [fetch]
      	recurseSubmodules = false
      [safe]
      	directory = *
      [credential]
      	helper =
      """;

  private GitEnvironment() {}

  /**
   * The variables for a command.
   *
   * @param settings file with {@link #SETTINGS}
   * @param protocols what git, and submodules, may fetch with
   */
  static ImmutableMap<String, String> of(
      Map<String, String> user, Path settings, String protocols) {
    ImmutableMap.Builder<String, String> environment = ImmutableMap.builder();
    user.forEach((name, value) -> {
      boolean isForSsh = name.equals("SSH_AUTH_SOCK") && protocols.contains("ssh");
      if (PASSED.contains(name) || isForSsh) {
        environment.put(name, value);
      }
    });
    return environment
        .put("HOME", "/dev/null")
        .put("LC_ALL", "C")
        .put("GIT_ALLOW_PROTOCOL", protocols)
        .put("GIT_ATTR_NOSYSTEM", "1")
        .put("GIT_CONFIG_GLOBAL", settings.toString())
        .put("GIT_CONFIG_NOSYSTEM", "1")
        .put("GIT_SSH_COMMAND", SSH)
        .put("GIT_TERMINAL_PROMPT", "0")
        .buildOrThrow();
  }
}

package dev.jbuild.sandbox;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * What to run, as the Dockerfile says it.
 *
 * @param args program and arguments; the program is looked up in the PATH of {@code env}
 * @param env the whole environment, in its order; HOME is added when it is missing, from the user's
 *     line in the root's {@code /etc/passwd}
 * @param secrets variables that no other process of the machine is to see; they win over {@code
 *     env}
 * @param cwd absolute; made (owned by root, 0755) when it does not exist
 * @param user as in USER: {@code name}, {@code name:group}, {@code uid}, {@code uid:gid}; empty
 *     means root. Names and supplementary groups come from the root's {@code /etc/passwd} and
 *     {@code /etc/group}
 */
public record ProcessSpec(
    ImmutableList<String> args,
    ImmutableMap<String, String> env,
    ImmutableMap<String, SecretValue> secrets,
    String cwd,
    String user) {

  public ProcessSpec {
    if (args.isEmpty()) {
      throw new IllegalArgumentException("nothing to run: no program given");
    }
    if (!cwd.startsWith("/")) {
      throw new IllegalArgumentException("the working directory is not absolute: \"" + cwd + "\"");
    }
  }

  public ProcessSpec(List<String> args, Map<String, String> env, String cwd, String user) {
    this(ImmutableList.copyOf(args), ImmutableMap.copyOf(env), ImmutableMap.of(), cwd, user);
  }

  public ProcessSpec withSecrets(ImmutableMap<String, SecretValue> next) {
    return new ProcessSpec(args, env, next, cwd, user);
  }
}

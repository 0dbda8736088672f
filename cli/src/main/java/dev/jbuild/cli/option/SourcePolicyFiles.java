package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.policy.PolicyReader;
import dev.jbuild.builder.policy.SourcePolicies;
import dev.jbuild.builder.policy.SourcePolicy;
import dev.jbuild.builder.policy.SourcePolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The source policies of the command line and of the environment. */
final class SourcePolicyFiles {
  private static final String OPTION = "--source-policy-file";
  private static final String VARIABLE = "EXPERIMENTAL_BUILDKIT_SOURCE_POLICY";

  private SourcePolicyFiles() {}

  static SourcePolicies read(Arguments arguments, Map<String, String> environment)
      throws UsageException {
    ImmutableList.Builder<SourcePolicy> policies = ImmutableList.builder();
    Optional<String> option = arguments.value(OPTION);
    if (option.isPresent()) {
      policies.add(read(OPTION, option.get()));
    }
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!variable.isEmpty()) {
      policies.add(read(VARIABLE, variable));
    }
    return new SourcePolicies(policies.build());
  }

  private static SourcePolicy read(String origin, String file) throws UsageException {
    try {
      return PolicyReader.read(file, Files.readString(Path.of(file)));
    } catch (SourcePolicyException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UsageException(origin + ": cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}

package dev.jbuild.cli.option;

import dev.jbuild.sandbox.ResourceLimits;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** {@code --memory} and {@code --cpus}. */
final class ResourceArguments {
  /** Docker takes no less: a container hardly starts with it. */
  private static final long LEAST_MEMORY = 6 << 20;

  /** The kernel takes no less. */
  private static final long LEAST_TIME = 1000;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}(\\.\\d{1,9})?|\\.\\d{1,9}");

  private ResourceArguments() {}

  static ResourceLimits parse(Arguments arguments) throws UsageException {
    Optional<String> memory = arguments.value("--memory");
    Optional<String> processors = arguments.value("--cpus");
    return new ResourceLimits(
        memory.isPresent() ? OptionalLong.of(memory(memory.get())) : OptionalLong.empty(),
        processors.isPresent() ? OptionalLong.of(time(processors.get())) : OptionalLong.empty());
  }

  private static long memory(String text) throws UsageException {
    long bytes = Amounts.memory("--memory", text);
    if (bytes < LEAST_MEMORY) {
      throw new UsageException("--memory " + text + ": expected 6m or more");
    }
    return bytes;
  }

  private static long time(String text) throws UsageException {
    if (!NUMBER.matcher(text).matches()) {
      throw new UsageException("--cpus " + text + ": expected a number such as 1.5");
    }
    BigDecimal time = new BigDecimal(text).multiply(BigDecimal.valueOf(ResourceLimits.PERIOD));
    if (time.longValue() < LEAST_TIME) {
      throw new UsageException("--cpus " + text + ": expected 0.01 or more");
    }
    return time.longValue();
  }
}

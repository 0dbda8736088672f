package dev.jbuild.builder.context;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is mounted on this machine. */
final class MountTable {
  private static final Path FILE = Path.of("/proc/self/mountinfo");
  private static final int MOUNT_POINT = 4;
  private static final Splitter FIELDS = Splitter.on(' ');
  private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

  private MountTable() {}

  /** Whether something is mounted below the directory, so that parts of it are elsewhere. */
  static boolean hasMountBelow(Path directory) throws IOException {
    if (!Files.exists(FILE)) {
      return false;
    }
    Path real = directory.toRealPath();
    return Files.readAllLines(FILE).stream()
        .map(line -> Path.of(unescape(FIELDS.splitToList(line).get(MOUNT_POINT))))
        .anyMatch(point -> point.startsWith(real) && !point.equals(real));
  }

  private static String unescape(String text) {
    return ESCAPED.matcher(text).replaceAll(MountTable::character);
  }

  private static String character(MatchResult match) {
    char character = (char) Integer.parseInt(match.group(1), 8);
    return character == '\\' ? "\\\\" : String.valueOf(character);
  }
}

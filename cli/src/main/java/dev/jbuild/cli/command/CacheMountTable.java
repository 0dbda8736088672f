package dev.jbuild.cli.command;

import dev.jbuild.cache.CacheMount;
import dev.jbuild.cli.text.ByteSize;
import dev.jbuild.cli.text.TextTable;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Cache mounts as {@code jbuild cache-mount ls} shows them. */
final class CacheMountTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CacheMountTable() {}

  static List<String> lines(List<CacheMount> mounts) {
    TextTable table = new TextTable("ID", "SHARING", "SIZE", "LAST USE", "BEGINS");
    for (CacheMount mount : mounts) {
      int copy = mount.key().copy();
      table.row(
          mount.key().id(),
          mount.sharing().name().toLowerCase(Locale.ROOT)
              + (copy > 0 ? " (copy " + copy + ")" : ""),
          ByteSize.of(mount.bytes()),
          TIME.format(mount.lastUse()),
          mount.key().start());
    }
    return table.lines();
  }
}

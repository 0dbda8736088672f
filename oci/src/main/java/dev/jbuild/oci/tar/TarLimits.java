package dev.jbuild.oci.tar;

/**
 * What a tar may ask of its reader.
 *
 * @param entries how many entries
 * @param headerBytes how long an extended header (PAX record set, GNU long name)
 * @param pathBytes how long a path or a link target; Linux's PATH_MAX is 4096
 * @param depth how many parts a path may have
 */
public record TarLimits(long entries, int headerBytes, int pathBytes, int depth) {
  public static final TarLimits DEFAULT = new TarLimits(2_000_000, 1 << 20, 4096, 512);
}

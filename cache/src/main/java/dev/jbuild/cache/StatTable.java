package dev.jbuild.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.oci.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Digests of files by path and state, as one array of bytes that is the file and the hash table in
 * one: loading it is reading it.
 *
 * <pre>
 * int magic and version, int CRC-32C of the rest, int entries, int slots, int root length, root
 * slots x int: where the entry begins, 0 for none (open addressing by the hash of the path)
 * entries: int age, long size, mtime, ctime, inode, device, 64 hex digits of the digest, int length, path
 * </pre>
 */
final class StatTable {
  private static final int MAGIC = 0x4a425302; // "JBS", version 2
  private static final int HEADER = 5 * Integer.BYTES;
  private static final int CHECKED_FROM = 2 * Integer.BYTES;
  private static final int DIGEST = 64;
  private static final int FIXED = 2 * Integer.BYTES + 5 * Long.BYTES + DIGEST;

  private final byte[] file;
  private final ByteBuffer bytes;
  private final int slotsAt;
  private final int slots;
  private final boolean[] used;

  /**
   * One file.
   *
   * @param age how many times the table was written since the file was last asked for
   */
  record Entry(String path, FileState state, Digest digest, int age) {}

  private StatTable(byte[] file, int slotsAt, int slots) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(file);
    this.slotsAt = slotsAt;
    this.slots = slots;
    this.used = new boolean[slots];
  }

  static StatTable empty() {
    return new StatTable(new byte[Integer.BYTES], 0, 1);
  }

  /** Empty when the bytes are damaged, of another version or of another root. */
  static Optional<StatTable> parse(byte[] file, String root) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    if (file.length < HEADER || bytes.getInt() != MAGIC || bytes.getInt() != checksum(file)) {
      return Optional.empty();
    }
    bytes.getInt();
    int slots = bytes.getInt();
    byte[] ownRoot = new byte[bytes.getInt()];
    bytes.get(ownRoot);
    return Arrays.equals(ownRoot, root.getBytes(UTF_8))
        ? Optional.of(new StatTable(file, bytes.position(), slots))
        : Optional.empty();
  }

  static byte[] format(List<Entry> entries, String root) {
    byte[] rootBytes = root.getBytes(UTF_8);
    List<byte[]> paths = entries.stream().map(entry -> entry.path().getBytes(UTF_8)).toList();
    int slots = Math.max(2, Integer.highestOneBit(entries.size()) * 4);
    int slotsAt = HEADER + rootBytes.length;
    int length = slotsAt + slots * Integer.BYTES + entries.size() * FIXED;
    ByteBuffer bytes =
        ByteBuffer.allocate(length + paths.stream().mapToInt(path -> path.length).sum());
    bytes.putInt(MAGIC).putInt(0).putInt(entries.size()).putInt(slots);
    bytes.putInt(rootBytes.length).put(rootBytes);
    bytes.position(slotsAt + slots * Integer.BYTES);
    for (int i = 0; i < entries.size(); i++) {
      putSlot(bytes, slotsAt, slots, paths.get(i));
      putEntry(bytes, entries.get(i), paths.get(i));
    }
    return bytes.putInt(Integer.BYTES, checksum(bytes.array())).array();
  }

  private static void putSlot(ByteBuffer bytes, int slotsAt, int slots, byte[] path) {
    int slot = hash(path) & (slots - 1);
    while (bytes.getInt(slotsAt + slot * Integer.BYTES) != 0) {
      slot = (slot + 1) & (slots - 1);
    }
    bytes.putInt(slotsAt + slot * Integer.BYTES, bytes.position());
  }

  private static void putEntry(ByteBuffer bytes, Entry entry, byte[] path) {
    FileState state = entry.state();
    bytes.putInt(entry.age()).putLong(state.size()).putLong(state.mtime()).putLong(state.ctime());
    bytes.putLong(state.inode()).putLong(state.device());
    bytes.put(entry.digest().hex().getBytes(ISO_8859_1));
    bytes.putInt(path.length).put(path);
  }

  private static int hash(byte[] path) {
    int hash = Arrays.hashCode(path) * 0x9e3779b9;
    return hash ^ (hash >>> 16);
  }

  private static int checksum(byte[] file) {
    CRC32C crc = new CRC32C();
    crc.update(file, CHECKED_FROM, file.length - CHECKED_FROM);
    return (int) crc.getValue();
  }

  /** The digest of the file, if it is known in exactly this state. */
  Optional<Digest> find(String path, FileState state) {
    byte[] wanted = path.getBytes(UTF_8);
    int slot = hash(wanted) & (slots - 1);
    for (int at = entryAt(slot); at != 0; at = entryAt(slot)) {
      if (isPath(at, wanted)) {
        used[slot] = true;
        return stateAt(at).equals(state) ? Optional.of(digestAt(at)) : Optional.empty();
      }
      slot = (slot + 1) & (slots - 1);
    }
    return Optional.empty();
  }

  /** Passes on all entries, those that were asked for with the age 0, others one older. */
  void forEach(Consumer<Entry> consumer) {
    for (int slot = 0; slot < slots; slot++) {
      int at = entryAt(slot);
      if (at != 0) {
        int age = used[slot] ? 0 : bytes.getInt(at) + 1;
        consumer.accept(new Entry(pathAt(at), stateAt(at), digestAt(at), age));
      }
    }
  }

  private int entryAt(int slot) {
    return bytes.getInt(slotsAt + slot * Integer.BYTES);
  }

  private boolean isPath(int at, byte[] wanted) {
    int from = at + FIXED;
    int length = bytes.getInt(from - Integer.BYTES);
    return Arrays.equals(file, from, from + length, wanted, 0, wanted.length);
  }

  private String pathAt(int at) {
    return new String(file, at + FIXED, bytes.getInt(at + FIXED - Integer.BYTES), UTF_8);
  }

  private FileState stateAt(int at) {
    int from = at + Integer.BYTES;
    return new FileState(
        bytes.getLong(from),
        bytes.getLong(from + Long.BYTES),
        bytes.getLong(from + 2 * Long.BYTES),
        bytes.getLong(from + 3 * Long.BYTES),
        bytes.getLong(from + 4 * Long.BYTES));
  }

  private Digest digestAt(int at) {
    int from = at + Integer.BYTES + 5 * Long.BYTES;
    return new Digest(new String(file, from, DIGEST, ISO_8859_1));
  }
}

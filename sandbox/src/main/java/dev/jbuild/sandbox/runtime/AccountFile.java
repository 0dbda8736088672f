package dev.jbuild.sandbox.runtime;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.InvalidUserException;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.FileHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.SyscallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads {@code /etc/passwd} or {@code /etc/group} of a root that may have been made to trap us. */
final class AccountFile {
  private static final long LARGEST = 4 << 20;
  private static final Splitter FIELDS = Splitter.on(':');

  private AccountFile() {}

  /** The fields of each line that has at least that many; empty when the file is not there. */
  static ImmutableList<List<String>> read(DirectoryHandle root, String path, int fields)
      throws IOException {
    try (FileHandle file = root.openFileInRoot(path)) {
      check(path, file.status());
      return parse(file.input(), fields);
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR)) {
        return ImmutableList.of();
      }
      throw e;
    }
  }

  private static void check(String path, FileStatus status) throws InvalidUserException {
    if (!status.isRegular()) {
      throw new InvalidUserException("/" + path + " in the image is no regular file");
    }
    if (status.size() > LARGEST) {
      throw new InvalidUserException(
          "/" + path + " in the image has " + status.size() + " bytes: at most " + LARGEST);
    }
  }

  private static ImmutableList<List<String>> parse(InputStream in, int fields) throws IOException {
    String text = new String(in.readNBytes((int) LARGEST), StandardCharsets.UTF_8);
    return text.lines()
        .map(FIELDS::splitToList)
        .filter(line -> line.size() >= fields)
        .collect(ImmutableList.toImmutableList());
  }
}

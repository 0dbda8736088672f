package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.TreeTransfer;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileOwner;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.linux.TreeCopy;
import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Makes the copy of a tree: whole, or not at all. */
final class TransferredTree {
  private static final String SELF = ".";

  private TransferredTree() {}

  static void make(TreeTransfer transfer) throws IOException {
    Path to = transfer.to();
    Path parentPath = Objects.requireNonNull(to.getParent(), "nothing is copied onto the root");
    String name = to.getFileName().toString();
    Optional<FileOwner> owner =
        OverlayMode.current() == OverlayMode.TRUSTED
            ? Optional.empty()
            : Optional.of(new FileOwner(transfer.uid(), transfer.gid()));
    try (DirectoryHandle parent = DirectoryHandle.open(parentPath);
        DirectoryHandle from = DirectoryHandle.open(transfer.from())) {
      parent.makeDirectory(name, 0700);
      try {
        fill(parent, name, from, owner, transfer);
      } catch (IOException | RuntimeException e) {
        TreeDeletion.delete(parent, name);
        throw e;
      }
    }
  }

  private static void fill(
      DirectoryHandle parent,
      String name,
      DirectoryHandle from,
      Optional<FileOwner> owner,
      TreeTransfer transfer)
      throws IOException {
    FileStatus like = from.status();
    try (DirectoryHandle made = parent.openDirectory(name)) {
      TreeCopy.copyOwnedBy(from, made, owner);
      FileOwner own = owner.orElse(new FileOwner(like.uid(), like.gid()));
      made.chown(SELF, own.uid(), own.gid());
      made.chmod(SELF, transfer.mode().orElse(like.mode()));
      made.setTime(SELF, like.mtime());
    }
  }
}

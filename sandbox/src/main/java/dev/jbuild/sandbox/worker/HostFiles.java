package dev.jbuild.sandbox.worker;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.HostEntry;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.RunRequest;
import dev.jbuild.sandbox.Surroundings;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.network.RunNetwork;
import dev.jbuild.sandbox.runtime.Container.Bind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command sees but that are not of its root: hosts, resolv.conf, scripts. */
final class HostFiles {
  private final Path directory;
  private final MountPoints mountPoints;
  private final ImmutableList.Builder<Bind> binds = ImmutableList.builder();
  private int count;

  private HostFiles(Path directory, MountPoints mountPoints) {
    this.directory = directory;
    this.mountPoints = mountPoints;
  }

  /** Writes them and makes their mount points. */
  static ImmutableList<Bind> write(
      RunRequest request, RunNetwork network, Path directory, MountPoints mountPoints)
      throws IOException {
    HostFiles files = new HostFiles(Files.createDirectory(directory), mountPoints);
    files.add("/etc/hosts", hosts(request.surroundings(), network), 0644);
    files.add("/etc/resolv.conf", network.resolverSettings(), 0644);
    for (Mount mount : request.mounts()) {
      if (mount instanceof Mount.ReadOnlyFile(String target, String content, int mode)) {
        files.add(target, content, mode);
      }
    }
    return files.binds.build();
  }

  private static String hosts(Surroundings surroundings, RunNetwork network) {
    StringBuilder hosts = new StringBuilder();
    hosts.append("127.0.0.1\tlocalhost ").append(surroundings.hostname()).append('\n');
    hosts.append("::1\tlocalhost ip6-localhost ip6-loopback\n");
    for (HostEntry entry : surroundings.extraHosts()) {
      hosts.append(address(entry, network)).append('\t').append(entry.name()).append('\n');
    }
    return hosts.toString();
  }

  private static String address(HostEntry entry, RunNetwork network) {
    return entry.address().equals(HostEntry.GATEWAY) ? network.gateway() : entry.address();
  }

  private void add(String target, String content, int mode) throws IOException {
    String name = "file-" + count++;
    Path file = Files.writeString(directory.resolve(name), content);
    try (DirectoryHandle handle = DirectoryHandle.open(directory)) {
      handle.chmod(name, mode);
    }
    binds.add(Bind.readOnly(file, mountPoints.makeFile(target)));
  }
}

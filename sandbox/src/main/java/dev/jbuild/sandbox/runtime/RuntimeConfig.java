package dev.jbuild.sandbox.runtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jbuild.sandbox.ProcessLimit;
import dev.jbuild.sandbox.protocol.JsonText;
import dev.jbuild.sandbox.seccomp.SeccompProfile;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** The {@code config.json} of the OCI runtime spec that {@code docker build} would write. */
final class RuntimeConfig {
  private final Container container;
  private final boolean userNamespace;
  private final boolean forbidsDevices;

  private RuntimeConfig(Container container, boolean userNamespace, boolean forbidsDevices) {
    this.container = container;
    this.userNamespace = userNamespace;
    this.forbidsDevices = forbidsDevices;
  }

  private ObjectNode json() throws IOException {
    ObjectNode json = object();
    json.put("ociVersion", "1.0.2");
    json.set("process", process());
    json.set("root", object().put("path", container.root().toString()).put("readonly", false));
    json.put("hostname", container.surroundings().hostname());
    json.set("mounts", mounts());
    json.set("linux", linux());
    container.gate().ifPresent(gate -> json.set("hooks", hooks(gate)));
    return json;
  }

  /**
   * Bytes for the file of that name.
   *
   * @param userNamespace whether the worker is in one: sysfs then can only be bound
   * @param forbidsDevices whether the runtime forgets that devices can't be opened in the root, and
   *     has to be told
   */
  static byte[] write(Container container, boolean userNamespace, boolean forbidsDevices)
      throws IOException {
    return JsonText.write(new RuntimeConfig(container, userNamespace, forbidsDevices).json());
  }

  private static ObjectNode hooks(Gate gate) {
    ObjectNode hooks = object();
    ObjectNode hook = hooks.putArray("createContainer").addObject();
    hook.put("path", gate.command().getFirst()).set("args", strings(gate.command()));
    return hooks;
  }

  private ObjectNode process() throws IOException {
    ObjectNode process = object();
    process.put("terminal", container.terminal());
    process.set("user", user());
    process.set("args", strings(container.args()));
    List<String> env =
        Stream.concat(
                container.env().entrySet().stream(), container.secretEnv().entrySet().stream())
            .map(e -> e.getKey() + "=" + e.getValue())
            .toList();
    process.set("env", strings(env));
    process.put("cwd", container.cwd());
    process.set("capabilities", capabilities());
    process.set("rlimits", limits());
    process.put("noNewPrivileges", false);
    return process;
  }

  private ObjectNode capabilities() throws IOException {
    List<String> names = Capabilities.of(container).stream().map(c -> "CAP_" + c).toList();
    ObjectNode capabilities = object();
    for (String set : List.of("bounding", "permitted", "effective")) {
      capabilities.set(set, strings(names));
    }
    return capabilities;
  }

  private ArrayNode limits() {
    ArrayNode limits = array();
    for (ProcessLimit limit : container.surroundings().limits()) {
      limits
          .addObject()
          .put("type", "RLIMIT_" + limit.resource())
          .put("soft", unsigned(limit.soft()))
          .put("hard", unsigned(limit.hard()));
    }
    return limits;
  }

  /** No limit is the largest number. */
  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private ObjectNode user() throws IOException {
    ObjectNode user = object();
    user.put("uid", container.user().uid());
    user.put("gid", container.user().gid());
    user.put("umask", DefaultLimits.UMASK);
    ArrayNode groups = user.putArray("additionalGids");
    container.groups().forEach(groups::add);
    return user;
  }

  private ArrayNode mounts() throws IOException {
    ArrayNode mounts = array();
    if (forbidsDevices && !container.surroundings().insecure()) {
      mounts.add(mount("/.", "bind", container.root().toString(), "bind", "remount", "nodev"));
    }
    mounts.add(mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"));
    addDevices(mounts);
    mounts.add(terminals());
    String size = container.sharedMemoryOption();
    mounts.add(mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", size));
    mounts.add(mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"));
    mounts.add(sys());
    for (Container.Bind bind : container.binds()) {
      String source = bind.source().toString();
      mounts.add(mount(bind.target(), "bind", source, options(bind)));
    }
    return mounts;
  }

  /**
   * The runtime makes nodes where nothing is yet. Nodes that the command makes must lead nowhere,
   * so devices can be opened in none but mounts of their own; in a user namespace they do anyway.
   */
  private void addDevices(ArrayNode mounts) {
    ObjectNode dev =
        mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k");
    mounts.add(dev);
    if (!userNamespace && !container.surroundings().insecure()) {
      dev.withArray("options").add("nodev");
      for (String device : Container.DEVICES) {
        mounts.add(mount("/dev/" + device, "bind", "/dev/" + device, "bind"));
      }
    }
  }

  /** What a device is mounted with can't be changed in a user namespace: nothing is asked for. */
  private static String[] options(Container.Bind bind) {
    if (bind.devices()) {
      return bind.readOnly() ? new String[] {"bind", "ro"} : new String[] {"bind"};
    }
    return new String[] {"bind", "nosuid", "nodev", bind.readOnly() ? "ro" : "rw"};
  }

  private static ObjectNode terminals() throws IOException {
    String options = "nosuid,noexec,newinstance,ptmxmode=0666,mode=0620";
    return mount(
        "/dev/pts", "devpts", "devpts", (options + Container.terminalGroupOption()).split(",", -1));
  }

  private ObjectNode sys() {
    return userNamespace && !container.hasPrivateNetwork()
        ? mount("/sys", "bind", "/sys", "rbind", "nosuid", "noexec", "nodev", "ro")
        : mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro");
  }

  private static ObjectNode mount(
      String destination, String type, String source, String... options) {
    ObjectNode mount = object();
    mount.put("destination", destination).put("type", type).put("source", source);
    mount.set("options", strings(List.of(options)));
    return mount;
  }

  private ObjectNode linux() throws IOException {
    ObjectNode linux = object();
    ArrayNode namespaces = linux.putArray("namespaces");
    for (String type : List.of("pid", "ipc", "uts", "mount")) {
      namespaces.addObject().put("type", type);
    }
    container
        .networkNamespace()
        .ifPresent(
            file -> namespaces.addObject().put("type", "network").put("path", file.toString()));
    if (container.hasNoNetwork()) {
      namespaces.addObject().put("type", "network");
    }
    if (!container.surroundings().insecure()) {
      linux.set("seccomp", SeccompProfile.json());
    }
    linux.set("maskedPaths", strings(container.maskedPaths()));
    linux.set("readonlyPaths", strings(container.readOnlyPaths()));
    return linux;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = array();
    values.forEach(array::add);
    return array;
  }
}

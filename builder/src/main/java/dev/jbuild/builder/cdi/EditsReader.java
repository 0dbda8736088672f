package dev.jbuild.builder.cdi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.sandbox.DeviceHook;
import dev.jbuild.sandbox.DeviceHook.Place;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.Mount.Option;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads {@code containerEdits}. */
final class EditsReader {
  private static final Set<String> FIELDS =
      Set.of("env", "deviceNodes", "mounts", "hooks", "additionalGids", "netDevices", "intelRdt");
  private static final Set<String> NODE_FIELDS =
      Set.of("path", "hostPath", "type", "major", "minor", "fileMode", "permissions", "uid", "gid");

  private static final ImmutableMap<String, Optional<Option>> MOUNT_OPTIONS =
      ImmutableMap.<String, Optional<Option>>builder()
          .put("ro", Optional.of(Option.READ_ONLY))
          .put("nosuid", Optional.of(Option.NO_SETUID))
          .put("nodev", Optional.of(Option.NO_DEVICES))
          .put("noexec", Optional.of(Option.NO_EXECUTE))
          .put("rbind", Optional.of(Option.RECURSIVE))
          .put("bind", Optional.empty())
          .put("rw", Optional.empty())
          .put("suid", Optional.empty())
          .put("dev", Optional.empty())
          .put("exec", Optional.empty())
          .put("private", Optional.empty())
          .put("rprivate", Optional.empty())
          .buildOrThrow();

  private static final ImmutableMap<String, Place> HOOKS =
      ImmutableMap.of(
          "prestart", Place.RUNTIME,
          "createRuntime", Place.RUNTIME,
          "createContainer", Place.CONTAINER);
  private static final Set<String> OTHER_HOOKS = Set.of("startContainer", "poststart", "poststop");

  private EditsReader() {}

  /** Those of a file or a device; none where there is no such field. */
  static Edits read(SpecObject owner) throws SpecException {
    Optional<Value> found = owner.get("containerEdits");
    if (found.isEmpty()) {
      return Edits.NONE;
    }
    SpecObject object = SpecObject.of(owner.file(), found.get()).allow(FIELDS);
    for (String refused : ImmutableList.of("netDevices", "intelRdt")) {
      if (object.get(refused).isPresent()) {
        throw object.wrong(refused, "\"" + refused + "\" is not supported for RUN");
      }
    }
    ImmutableList.Builder<DeviceNode> nodes = ImmutableList.builder();
    for (SpecObject node : object.objects("deviceNodes")) {
      nodes.add(node(node.allow(NODE_FIELDS)));
    }
    ImmutableList.Builder<Mount.OfHost> mounts = ImmutableList.builder();
    for (SpecObject mount : object.objects("mounts")) {
      mounts.add(mount(mount.allow(Set.of("hostPath", "containerPath", "options", "type"))));
    }
    ImmutableList.Builder<DeviceHook> hooks = ImmutableList.builder();
    for (SpecObject hook : object.objects("hooks")) {
      hooks.add(hook(hook.allow(Set.of("hookName", "path", "args", "env", "timeout"))));
    }
    ImmutableSet<Integer> groups =
        object.numbers("additionalGids").stream()
            .filter(group -> group > 0)
            .collect(ImmutableSet.toImmutableSet());
    return new Edits(
        object.variables("env"), nodes.build(), mounts.build(), hooks.build(), groups.asList());
  }

  private static DeviceNode node(SpecObject node) throws SpecException {
    Path path = node.absolute("path");
    Optional<String> type = node.optionalText("type").filter(text -> !text.isEmpty());
    if (type.isPresent() && !Set.of("b", "c", "u", "p").contains(type.get())) {
      throw node.wrong("type", "\"" + type.get() + "\" is no type of a device: b, c, u or p");
    }
    String permissions = node.optionalText("permissions").orElse("");
    if (!permissions.matches("[rwm]*")) {
      throw node.wrong("permissions", "\"permissions\" is made of r, w and m");
    }
    if (!permissions.isEmpty() && !(permissions.contains("r") && permissions.contains("w"))) {
      throw node.wrong(
          "permissions",
          "\"permissions\" without r or w can't be kept: RUN has no cgroup of its own");
    }
    return new DeviceNode(
        path.toString(),
        node.get("hostPath").isPresent() ? node.absolute("hostPath") : path,
        type,
        device(node, "major"),
        device(node, "minor"),
        node.number("fileMode").map(mode -> mode & 0777),
        node.number("uid"),
        node.number("gid"));
  }

  /** Major 0 stands for a number that is not given. */
  private static Optional<Integer> device(SpecObject node, String name) throws SpecException {
    boolean given = node.number("major").filter(major -> major > 0).isPresent();
    return given ? node.number(name) : Optional.empty();
  }

  private static Mount.OfHost mount(SpecObject mount) throws SpecException {
    String type = mount.optionalText("type").orElse("");
    if (!Set.of("", "bind", "none").contains(type)) {
      throw mount.wrong("type", "a mount of type \"" + type + "\" is not supported: only bind");
    }
    ImmutableSet.Builder<Option> options = ImmutableSet.builder();
    for (String word : mount.texts("options")) {
      Optional<Option> option = MOUNT_OPTIONS.get(word);
      if (option == null) {
        throw mount.wrong(
            "options",
            "the mount option \""
                + word
                + "\" is not supported"
                + Suggestion.clause(word, MOUNT_OPTIONS.keySet()));
      }
      option.ifPresent(options::add);
    }
    return new Mount.OfHost(
        mount.absolute("containerPath").toString(), mount.absolute("hostPath"), options.build());
  }

  private static DeviceHook hook(SpecObject hook) throws SpecException {
    String name = hook.text("hookName");
    Place place = HOOKS.get(name);
    if (OTHER_HOOKS.contains(name)) {
      throw hook.wrong(
          "hookName",
          "hooks of the kind \""
              + name
              + "\" are not supported: what they write can't be told from what RUN writes");
    }
    if (place == null) {
      throw hook.wrong(
          "hookName",
          "there are no hooks \"" + name + "\"" + Suggestion.clause(name, HOOKS.keySet()));
    }
    Optional<Integer> timeout = hook.number("timeout");
    if (timeout.filter(seconds -> seconds == 0).isPresent()) {
      throw hook.wrong("timeout", "\"timeout\" must be more than 0 seconds");
    }
    ImmutableList<String> args = hook.texts("args");
    return new DeviceHook(
        place,
        hook.absolute("path"),
        args.subList(Math.min(1, args.size()), args.size()),
        hook.variables("env"),
        timeout.map(Duration::ofSeconds));
  }
}

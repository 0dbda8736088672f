package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.StepMount;
import dev.jbuild.builder.graph.StepMount.Origin;
import dev.jbuild.builder.graph.StepMount.Sharing;
import dev.jbuild.parser.ast.RunMount;
import dev.jbuild.parser.ast.Word;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plans the mounts of RUN: expands their values and fills in what is left out. */
final class MountPlanner {
  private static final String SECRETS = "/run/secrets/";
  private static final String NAMESPACE = "BUILDKIT_CACHE_MOUNT_NS";

  private final StageContext context;
  private final StageState state;
  private final Step step;
  private int agents;

  private MountPlanner(StageContext context, StageState state, Step step) {
    this.context = context;
    this.state = state;
    this.step = step;
  }

  static ImmutableList<StepMount> plan(
      StageContext context, StageState state, Step step, List<RunMount> mounts) throws Refusal {
    MountPlanner planner = new MountPlanner(context, state, step);
    ImmutableList.Builder<StepMount> planned = ImmutableList.builder();
    for (RunMount mount : mounts) {
      planned.add(planner.plan(mount));
    }
    return planned.build();
  }

  /** What the {@code from} of a mount names; empty where it names nothing. */
  static Optional<Word> from(RunMount mount) {
    String from = mount.options().getOrDefault("from", "");
    return from.isEmpty() ? Optional.empty() : Optional.of(new Word(from, mount.span()));
  }

  private StepMount plan(RunMount mount) throws Refusal {
    MountValues values = new MountValues(mount, context.words(state, step));
    return switch (mount.type()) {
      case BIND -> bind(mount, values);
      case CACHE -> cache(mount, values);
      case TMPFS ->
          new StepMount.Temporary(target(values), values.size(), values.is("readonly", false));
      case SECRET -> secret(values);
      case SSH -> agent(values);
    };
  }

  private StepMount bind(RunMount mount, MountValues values) throws Refusal {
    return new StepMount.Bind(
        target(values),
        origin(mount).orElseGet(Origin.Context::new),
        source(values),
        !values.is("readonly", true));
  }

  private StepMount cache(RunMount mount, MountValues values) throws Refusal {
    return new StepMount.Cache(
        target(values),
        cacheId(values),
        sharing(values),
        origin(mount),
        source(values),
        values.mode(),
        values.id("uid"),
        values.id("gid"),
        values.is("readonly", false));
  }

  private StepMount secret(MountValues values) throws Refusal {
    Optional<String> target = values.nonEmpty("target");
    String given = values.nonEmpty("source").orElse("");
    String id = given.isEmpty() ? values.nonEmpty("id").orElse("") : given;
    if (id.isEmpty()) {
      id = baseName(target.orElse(""));
    }
    if (id.isEmpty()) {
      throw Refusal.at(
          values.span(),
          "invalid secret mount. one of source, target required",
          "write --mount=type=secret,id=name");
    }
    Optional<String> variable = values.nonEmpty("env");
    boolean hasFile = target.isPresent() || variable.isEmpty();
    return new StepMount.Secret(
        id,
        hasFile ? Optional.of(absolute(target.orElse(SECRETS + baseName(id)))) : Optional.empty(),
        variable,
        values.is("required", false),
        values.mode().orElse(0400),
        values.id("uid").orElse(0),
        values.id("gid").orElse(0));
  }

  private StepMount agent(MountValues values) throws Refusal {
    String target = values.nonEmpty("target").orElse("/run/buildkit/ssh_agent." + agents++);
    return new StepMount.Agent(
        values.nonEmpty("id").orElse("default"),
        absolute(target),
        values.is("required", false),
        values.mode().orElse(0600),
        values.id("uid").orElse(0),
        values.id("gid").orElse(0));
  }

  private String absolute(String target) {
    return ContainerPath.resolve(state.workingDirectory(), target);
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private Optional<Origin> origin(RunMount mount) throws Refusal {
    Optional<Word> from = from(mount);
    if (from.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (context.origins().origin(from.get(), step)) {
          case CopyOrigin.Main _ -> new Origin.Context();
          case CopyOrigin.Named named -> new Origin.NamedContext(named.name());
          case CopyOrigin.Root root -> new Origin.Root(root.vertex());
        });
  }

  private String target(MountValues values) throws Refusal {
    String target =
        ContainerPath.resolve(state.workingDirectory(), values.text("target").orElse(""));
    if (target.equals("/")) {
      throw Refusal.at(
          values.span(), "invalid mount target \"/\"", "name a directory with target=...");
    }
    return target;
  }

  /** Without slashes at its ends; nothing above the root. */
  private static String source(MountValues values) throws Refusal {
    return ContainerPath.resolve("/", values.text("source").orElse("")).substring(1);
  }

  private String cacheId(MountValues values) throws Refusal {
    Optional<String> given = values.nonEmpty("id");
    String id = given.isPresent() ? given.get() : clean(values.text("target").orElse(""));
    if (id.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.at(values.span(), "the id of a cache can't hold control characters");
    }
    String namespace = context.request().buildArgs().getOrDefault(NAMESPACE, "");
    return namespace.isEmpty() ? id : namespace + "/" + id;
  }

  private static String clean(String target) {
    String absolute = ContainerPath.resolve("/", target);
    if (target.startsWith("/")) {
      return absolute;
    }
    return absolute.equals("/") ? "." : absolute.substring(1);
  }

  private static Sharing sharing(MountValues values) throws Refusal {
    String sharing = values.nonEmpty("sharing").orElse("shared");
    return switch (sharing.toLowerCase(Locale.ROOT)) {
      case "shared" -> Sharing.SHARED;
      case "private" -> Sharing.PRIVATE;
      case "locked" -> Sharing.LOCKED;
      default -> throw values.wrong("sharing", "shared, private or locked", sharing);
    };
  }
}

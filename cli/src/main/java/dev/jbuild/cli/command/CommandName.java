package dev.jbuild.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All commands, in the order of the help; making one costs nothing for the others. */
public enum CommandName {
  BUILD("Build an image from a Dockerfile (the default)"),
  IMAGES("List the images in the local store"),
  INSPECT("Show an image: configuration, layers, GPU software"),
  TAG("Give an image in the local store one more name"),
  PUSH("Push an image from the local store to its registry"),
  PULL("Pull an image from its registry into the local store"),
  COPY("Copy an image between registries, layouts and archives"),
  TAGS("List the tags of a repository in a registry"),
  DELETE("Remove a tag or a manifest from a registry"),
  LOGIN("Check a password for a registry and keep it"),
  LOGOUT("Forget the password for a registry"),
  SAVE("Write an image from the local store to an archive"),
  IMPORT("Make an image of a root file system in a tar archive"),
  RMI("Remove images from the local store"),
  CACHE_MOUNT("List, export, import and remove the caches of RUN"),
  PRUNE("Remove what the cache can make again"),
  DU("Show what takes space"),
  DOCTOR("Say whether RUN works on this machine, and what would help"),
  VERSION("Show the version"),
  HELP("Show this, or the help of a command");

  private final String summary;

  CommandName(String summary) {
    this.summary = summary;
  }

  public String summary() {
    return summary;
  }

  /** As it is typed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(CommandName::word).toList();
  }

  public static Optional<CommandName> parse(String word) {
    return Arrays.stream(values()).filter(name -> name.word().equals(word)).findFirst();
  }

  /** Makes the command. */
  public Command command() {
    return switch (this) {
      case BUILD -> new BuildCommand();
      case IMAGES -> new ImagesCommand();
      case INSPECT -> new InspectCommand();
      case TAG -> new TagCommand();
      case PUSH -> new PushCommand();
      case PULL -> new PullCommand();
      case COPY -> new CopyCommand();
      case TAGS -> new TagsCommand();
      case DELETE -> new DeleteCommand();
      case LOGIN -> new LoginCommand();
      case LOGOUT -> new LogoutCommand();
      case SAVE -> new SaveCommand();
      case IMPORT -> new ImportCommand();
      case RMI -> new RemoveCommand();
      case CACHE_MOUNT -> new CacheMountCommand();
      case PRUNE -> new PruneCommand();
      case DU -> new DiskUsageCommand();
      case DOCTOR -> new DoctorCommand();
      case VERSION -> new VersionCommand();
      case HELP -> new HelpCommand();
    };
  }
}

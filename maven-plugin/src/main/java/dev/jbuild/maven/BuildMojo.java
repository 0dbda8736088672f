package dev.jbuild.maven;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Builds an image from a Dockerfile. Sets the project's property {@code jbuild.digest} to the
 * image's digest.
 */
@Mojo(name = "build", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class BuildMojo extends AbstractJbuildMojo {

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  @SuppressWarnings("NullAway.Init")
  private MavenProject project;

  /** Where the goal writes what it made: {@code metadata.json}. */
  @Parameter(defaultValue = "${project.build.directory}/jbuild", readonly = true, required = true)
  @SuppressWarnings("NullAway.Init")
  private File workDirectory;

  /** The Dockerfile; {@code Dockerfile} in the context where it is not given. */
  @Parameter(property = "jbuild.dockerfile")
  private @Nullable File dockerfile;

  /** The build context. */
  @Parameter(property = "jbuild.context", defaultValue = "${project.basedir}")
  @SuppressWarnings("NullAway.Init")
  private File context;

  /** Names of the image; {@code artifactId:version} where none is given. */
  @Parameter(property = "jbuild.tags")
  private List<String> tags = new ArrayList<>();

  /** Values for the Dockerfile's ARG instructions. */
  @Parameter private Map<String, String> buildArgs = Map.of();

  /** Labels that the image gets. */
  @Parameter private Map<String, String> labels = Map.of();

  /** The stage to build; the last where it is not given. */
  @Parameter(property = "jbuild.target")
  private @Nullable String target;

  /** Pushes the image to the registries that its tags name. */
  @Parameter(property = "jbuild.push", defaultValue = "false")
  private boolean push;

  @Override
  void perform() throws IOException, InterruptedException, MojoFailureException {
    Path metadata = Files.createDirectories(workDirectory.toPath()).resolve("metadata.json");
    jbuild(arguments(metadata));
    JsonNode made = new ObjectMapper().readTree(metadata.toFile());
    String digest = made.path("containerimage.digest").asText();
    project.getProperties().setProperty("jbuild.digest", digest);
    getLog().info("jbuild.digest = " + digest);
  }

  private List<String> arguments(Path metadata) {
    List<String> arguments = new ArrayList<>(List.of("build", "--progress", "plain"));
    for (String tag : tagsOrDefault()) {
      arguments.addAll(List.of("--tag", tag));
    }
    if (dockerfile != null) {
      arguments.addAll(List.of("--file", dockerfile.getPath()));
    }
    if (target != null) {
      arguments.addAll(List.of("--target", target));
    }
    buildArgs.forEach(
        (name, value) -> arguments.addAll(List.of("--build-arg", name + "=" + value)));
    labels.forEach((name, value) -> arguments.addAll(List.of("--label", name + "=" + value)));
    if (push) {
      arguments.add("--push");
    }
    arguments.addAll(List.of("--metadata-file", metadata.toString(), context.getPath()));
    return arguments;
  }

  private List<String> tagsOrDefault() {
    return tags.isEmpty()
        ? List.of(
            project.getArtifactId().toLowerCase(java.util.Locale.ROOT) + ":" + project.getVersion())
        : tags;
  }
}

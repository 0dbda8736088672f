package dev.jbuild.maven;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share: where the runtime is and how it is started. */
abstract class AbstractJbuildMojo extends AbstractMojo {

  /** The directory that relative paths start from. */
  @Parameter(defaultValue = "${project.basedir}", readonly = true, required = true)
  @SuppressWarnings("NullAway.Init")
  File baseDirectory;

  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
  @SuppressWarnings("NullAway.Init")
  private List<Artifact> pluginArtifacts;

  /**
   * Home of the JDK 25 that runs jbuild; found by itself where there is one in the usual places.
   */
  @Parameter(property = "jbuild.javaHome")
  private @Nullable File javaHome;

  /** Does nothing. */
  @Parameter(property = "jbuild.skip", defaultValue = "false")
  private boolean skip;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("jbuild is skipped");
      return;
    }
    try {
      perform();
    } catch (IOException e) {
      throw new MojoExecutionException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted", e);
    }
  }

  abstract void perform() throws IOException, InterruptedException, MojoFailureException;

  /** Runs jbuild with these arguments; its failure is the build's. */
  final void jbuild(List<String> arguments)
      throws IOException, InterruptedException, MojoFailureException {
    JbuildProcess jbuild = new JbuildProcess(JavaRuntime.find(javaHome, System.getenv()), jars());
    int status = jbuild.run(arguments, baseDirectory.toPath(), getLog());
    if (status != 0) {
      throw new MojoFailureException(
          "jbuild failed with exit status " + status + "; its words are above");
    }
  }

  private Set<File> jars() {
    Set<File> jars = new LinkedHashSet<>();
    for (Artifact artifact : pluginArtifacts) {
      jars.add(artifact.getFile());
    }
    return jars;
  }
}

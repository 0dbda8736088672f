package dev.jbuild.maven;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Pushes images that were built before to the registries that their tags name. */
@Mojo(name = "push", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class PushMojo extends AbstractJbuildMojo {

  /** Names of images in the local store. */
  @Parameter(property = "jbuild.tags", required = true)
  private List<String> tags = new ArrayList<>();

  @Override
  void perform() throws IOException, InterruptedException, MojoFailureException {
    for (String tag : tags) {
      jbuild(List.of("push", tag));
    }
  }
}

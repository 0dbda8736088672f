package dev.jbuild.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.policy.PolicyReader;
import dev.jbuild.builder.policy.SourcePolicies;
import dev.jbuild.oci.Digest;
import dev.jbuild.testkit.GitDaemon;
import dev.jbuild.testkit.GitWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source policies in whole builds. */
class PolicyTest {
  private static final byte[] CONTENT = {'x'};

  @TempDir Path directory;
  private Path context;
  private Builds builds;
  private OneFileServer server;

  @BeforeEach
  void start() throws IOException {
    context = Files.createDirectories(directory.resolve("context"));
    builds = new Builds(directory.resolve("home"));
    server = new OneFileServer(CONTENT);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    builds.close();
  }

  private String listing(String dockerfile, String... rules) throws Exception {
    builds.build(request(dockerfile, rules));
    return TreeListing.of(builds.tree());
  }

  private BuildRequest request(String dockerfile, String... rules) throws Exception {
    Files.writeString(context.resolve("Dockerfile"), dockerfile + "\n");
    String policy = "{\"rules\": [" + String.join(",", rules).replace('\'', '"') + "]}";
    return Requests.policed(
        Builds.request(context),
        new SourcePolicies(ImmutableList.of(PolicyReader.read("policy.json", policy))));
  }

  @Test
  void deniesImagesWithTheirPlace() {
    assertThatThrownBy(() ->
            listing(
                "FROM busybox", "{'action': 'DENY', 'selector': {'identifier': '*/busybox:*'}}"))
        .isInstanceOfSatisfying(
            BuildFailedException.class,
            e -> assertThat(e.place().orElseThrow().span().start().line()).isEqualTo(1))
        .hasMessageContaining("docker-image://docker.io/library/busybox:latest\" denied by policy");
  }

  @Test
  void deniesTheContext() {
    assertThatThrownBy(() ->
            listing("FROM scratch", "{'action': 'DENY', 'selector': {'identifier': 'local://*'}}"))
        .hasMessageContaining("source \"local://dockerfile\" denied by policy");
  }

  @Test
  void deniesTheContextToThoseWhoOnlyAskToo() throws Exception {
    BuildRequest denied =
        request("FROM scratch", "{'action': 'DENY', 'selector': {'identifier': 'local://*'}}");
    assertThatThrownBy(() -> builds.check(denied))
        .hasMessageContaining("source \"local://dockerfile\" denied by policy");
  }

  @Test
  void pinsAndMovesFiles() throws Exception {
    String moved = server.url("/b");
    String convert =
        "{'action': 'CONVERT', 'selector': {'identifier': 'http://none.invalid/a'},"
            + " 'updates': {'identifier': '"
            + moved
            + "', 'attrs': {'http.checksum': 'DIGEST'}}}";
    String dockerfile = "FROM scratch\nADD http://none.invalid/a /";
    String right = convert.replace("DIGEST", Digest.of(CONTENT).toString());
    assertThat(listing(dockerfile, right)).startsWith("file 0600 0:0 /a 1");
    String wrong = convert.replace("DIGEST", Digest.of(new byte[2]).toString());
    assertThatThrownBy(() -> listing(dockerfile, wrong)).hasMessageContaining("digest mismatch");
  }

  @Test
  void movesRepositories() throws Exception {
    Path served = Files.createDirectories(directory.resolve("served"));
    GitWork.init(served.resolve("x.git")).write("a", "a").commit("one");
    try (GitDaemon daemon = GitDaemon.serve(served)) {
      String rule =
          "{'action': 'CONVERT', 'selector': {'identifier': 'git://none.invalid/*'}, 'updates':"
              + " {'identifier': 'git://127.0.0.1/${1}'ATTRS}}";
      String attributes = ", 'attrs': {'git.fullurl': '" + daemon.url("x.git") + "'}";
      String dockerfile = "FROM scratch\nADD https://none.invalid/x.git#main /src";
      assertThat(listing(dockerfile, rule.replace("ATTRS", attributes))).contains("/src/a 1");
      assertThatThrownBy(() -> listing(dockerfile, rule.replace("ATTRS", "")))
          .hasMessageContaining("but not git.fullurl");
    }
  }
}

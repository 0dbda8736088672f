package dev.jbuild.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageConfigTest {
  private static final Platform AMD64 = Platform.parse("linux/amd64");
  private static final DiffId LAYER = new DiffId(Digest.of(new byte[] {1}));

  private static final String DOCKERS =
      """
      {"x-top":{"a":[1,2.50,null]},"architecture":"amd64","os":"linux","os.features":["f"],
       "config":{"Env":["PATH=/bin","A=1","A=2"],"x-nested":true,"Labels":{"b":"2"},
                 "Healthcheck":{"Test":["CMD","x"],"x-deep":1}},
       "rootfs":{"type":"layers","diff_ids":["%s"]},
       "history":[{"created":"2024-01-01T00:00:00Z","created_by":"/bin/sh","x-line":7}]}
      """
          .formatted(LAYER);

  @Test
  void keepsWhatItDoesNotKnow() throws IOException {
    ImageConfig config =
        parse(DOCKERS)
            .withCreated(Instant.EPOCH)
            .withContainer(parse(DOCKERS).container().withUser("app").withLabels(Map.of("a", "1")))
            .withMoreHistory(List.of(new History(null, "COPY . .", "buildkit", false)));
    assertThat(new String(config.toBytes(), UTF_8))
        .contains("\"x-top\":{\"a\":[1,2.5", "\"x-nested\":true", "\"x-deep\":1", "\"x-line\":7")
        .contains("\"Labels\":{\"a\":\"1\",\"b\":\"2\"}", "\"os.features\":[\"f\"]");
    assertThat(config.history()).hasSize(2);
    assertThat(parse(DOCKERS).history()).hasSize(1);
  }

  @Test
  void equalConfigsHaveEqualBytes() throws IOException {
    ImageConfig config = parse(DOCKERS);
    assertThat(ImageConfig.parse(config.toBytes()).toBytes()).isEqualTo(config.toBytes());
    assertThat(config.diffIds()).containsExactly(LAYER);
  }

  @Test
  void environmentKeepsItsOrder() throws IOException {
    ContainerConfig container = parse(DOCKERS).container();
    assertThat(container.env()).containsExactly(Map.entry("PATH", "/bin"), Map.entry("A", "2"));
    assertThat(container.withEnv("A", "3").withEnv("B", "x=y").withEnv("PATH", "/sbin").env())
        .containsExactly(Map.entry("PATH", "/sbin"), Map.entry("A", "3"), Map.entry("B", "x=y"));
  }

  @Test
  void emptyEntrypointIsNotNone() {
    ContainerConfig container = ContainerConfig.empty();
    assertThat(container.entrypoint()).isEmpty();
    assertThat(container.withEntrypoint(List.of()).entrypoint().orElseThrow()).isEmpty();
    assertThat(container.withCmd(List.of("a")).withCmd(null).cmd()).isEmpty();
  }

  @Test
  void healthcheckIsInNanosecondsWithoutDefaults() {
    Healthcheck healthcheck =
        new Healthcheck(
            ImmutableList.of("CMD", "true"),
            Duration.ofSeconds(90),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMillis(1),
            3);
    assertThat(ContainerConfig.empty().withHealthcheck(healthcheck).withArgsEscaped())
        .hasToString(
            "{\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"],\"Interval\":90000000000,"
                + "\"StartInterval\":1000000,\"Retries\":3},\"ArgsEscaped\":true}");
  }

  @Test
  void anotherPlatformReplacesAllOfTheFirst() {
    ImageConfig arm = ImageConfig.scratch(Platform.parse("linux/arm/v7"));
    assertThat(arm.withPlatform(AMD64)).isEqualTo(ImageConfig.scratch(AMD64));
  }

  @Test
  void refusesWhatIsNoConfig() {
    assertThatThrownBy(() -> parse("[]")).hasMessageContaining("not a JSON object");
    assertThatThrownBy(() -> parse("{")).hasMessageContaining("not valid JSON");
    assertThatThrownBy(() -> parse("{\"os\":\"a\",\"os\":\"b\"}")).hasMessageContaining("uplicate");
    assertThatThrownBy(() -> parse("{\"rootfs\":{\"diff_ids\":[\"../x\"]}}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("invalid rootfs");
  }

  private static ImageConfig parse(String json) throws IOException {
    return ImageConfig.parse(json.getBytes(UTF_8));
  }
}

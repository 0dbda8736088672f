package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.MediaType;
import dev.jbuild.registry.transport.Timeouts;
import dev.jbuild.testkit.registry.Ending;
import dev.jbuild.testkit.registry.Fault;
import dev.jbuild.testkit.registry.Quirk;
import dev.jbuild.testkit.registry.TestRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong with a transfer, and how it ends: a row each. */
class TransferScenariosTest {
  private static final int SIZE = 1_000_000;
  private static final ChunkSizes CHUNKS = new ChunkSizes(200_000, 300_000, 300_000);
  private static final Retries RETRIES =
      new Retries(3, Duration.ofMillis(1), Duration.ofSeconds(2));
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Timeouts TIMEOUTS = new Timeouts(LONG, SHORT, SHORT, SHORT);
  private static final byte[] BIG = noise(SIZE);
  private static final byte[] SMALL = noise(100_000);
  private static final String UPLOAD = "/blobs/uploads/";

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(size).nextBytes(noise);
    return noise;
  }

  /**
   * One row.
   *
   * @param most bytes that may be sent for the blob in all
   * @param failure empty where all ends well
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Scenario(
      String name,
      byte[] blob,
      Set<Quirk> quirks,
      List<Fault> faults,
      long most,
      Optional<Class<? extends RegistryException>> failure,
      String message) {

    static Scenario of(String name, byte[] blob, long most, Fault... faults) {
      return new Scenario(name, blob, Set.of(), List.of(faults), most, Optional.empty(), "");
    }

    static Scenario with(String name, byte[] blob, long most, Set<Quirk> quirks, Fault... faults) {
      return new Scenario(name, blob, quirks, List.of(faults), most, Optional.empty(), "");
    }

    Scenario fails(Class<? extends RegistryException> type, String part) {
      return new Scenario(name, blob, quirks, faults, most, Optional.of(type), part);
    }

    TestRegistry start() throws IOException {
      TestRegistry registry = TestRegistry.start(quirks.toArray(Quirk[]::new));
      faults.forEach(registry::fail);
      return registry;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Ending RESET = new Ending.Reset();
  private static final Ending CLOSE = new Ending.Close();
  private static final Ending STALL = new Ending.Stall();

  static Stream<Scenario> pushes() {
    Fault cut = Fault.on("PATCH", UPLOAD, RESET).afterReceiving(100_000);
    Fault basic = Fault.answer("PATCH", UPLOAD, 401, "WWW-Authenticate", "Basic realm=\"r\"");
    Fault never = Fault.answer("PUT", UPLOAD, 503).times(10);
    return Stream.of(
        Scenario.of("small blob, whole", SMALL, 100_000),
        Scenario.of("big blob, in chunks", BIG, SIZE),
        Scenario.of("reset within a chunk", BIG, SIZE + 250_000, cut),
        Scenario.of("reset within each chunk", BIG, SIZE + 2_000_000, cut.times(6)),
        Scenario.of("closed within a chunk", BIG, SIZE + 250_000, with(cut, CLOSE)),
        Scenario.of("stall within a chunk", BIG, SIZE + 250_000, with(cut, STALL)),
        Scenario.of("reset after a chunk", BIG, SIZE, Fault.on("PATCH", UPLOAD, RESET)),
        Scenario.of("reset before the answer to the last PUT", BIG, SIZE * 2L, put(RESET)),
        Scenario.of("reset of a whole blob", SMALL, 250_000, put(RESET).afterReceiving(50_000)),
        Scenario.of("stall of a whole blob", SMALL, 250_000, put(STALL).afterReceiving(50_000)),
        Scenario.of("401 in mid-upload", BIG, SIZE + 300_000, basic),
        Scenario.of("429 in mid-upload", BIG, SIZE, answer("PATCH", 429)),
        Scenario.of("500 in mid-upload", BIG, SIZE, answer("PATCH", 500)),
        Scenario.of("502 at the start", BIG, SIZE, answer("POST", 502)),
        Scenario.of("503 for a whole blob", SMALL, 200_000, answer("PUT", 503)),
        Scenario.of("416 once", BIG, SIZE + 300_000, answer("PATCH", 416)),
        Scenario.of("413 for a chunk", BIG, SIZE + 300_000, at(answer("PATCH", 413), 1000)),
        Scenario.of("404: the upload is forgotten", BIG, SIZE + 300_000, answer("PATCH", 404)),
        Scenario.with("no chunks", BIG, SIZE + 300_000, Set.of(Quirk.NO_CHUNKS)),
        Scenario.with("absolute place", BIG, SIZE, Set.of(Quirk.ABSOLUTE_LOCATION)),
        Scenario.with("place with a query", BIG, SIZE, Set.of(Quirk.LOCATION_WITH_QUERY)),
        Scenario.with(
            "absolute place with a query, cut",
            BIG,
            SIZE + 250_000,
            Set.of(Quirk.ABSOLUTE_LOCATION, Quirk.LOCATION_WITH_QUERY),
            cut),
        Scenario.with("HEAD without length", BIG, SIZE, Set.of(Quirk.HEAD_WITHOUT_LENGTH)),
        Scenario.with(
            "broken chunks are lost",
            BIG,
            SIZE + 150_000,
            Set.of(Quirk.FORGETS_BROKEN_CHUNKS),
            cut),
        Scenario.with("no status: all again", BIG, 2 * SIZE, Set.of(Quirk.NO_UPLOAD_STATUS), cut),
        Scenario.of("too large in any case", BIG, SIZE * 3L, answer("PATCH", 413).times(10))
            .fails(RegistryException.TooLarge.class, "client_max_body_size"),
        Scenario.of("never available", SMALL, 400_000, never)
            .fails(RegistryException.Unavailable.class, "answered 503"),
        Scenario.of(
                "asked to wait too long",
                SMALL,
                200_000,
                Fault.answer("POST", UPLOAD, 429, "Retry-After", "3600"))
            .fails(RegistryException.RateLimited.class, "try again in 3600 s"),
        Scenario.of("denied", SMALL, 0, answer("POST", 403))
            .fails(RegistryException.Denied.class, "denied"));
  }

  private static Fault put(Ending ending) {
    return Fault.on("PUT", UPLOAD, ending);
  }

  private static Fault answer(String method, int status) {
    return Fault.answer(method, UPLOAD, status);
  }

  private static Fault at(Fault fault, long received) {
    return fault.afterReceiving(received);
  }

  private static Fault with(Fault fault, Ending ending) {
    return new Fault(
        fault.method(), fault.pathPart(), fault.times(), fault.received(), fault.sent(), ending);
  }

  @ParameterizedTest
  @MethodSource("pushes")
  void pushes(Scenario scenario) throws IOException {
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, scenario.blob());
    AtomicLong told = new AtomicLong();
    try (TestRegistry registry = scenario.start();
        RegistryClient client = client()) {
      Transfer push =
          () ->
              client.pushBlob(
                  registry.reference("app"),
                  blob,
                  () -> new ByteArrayInputStream(scenario.blob()),
                  told::addAndGet);
      if (scenario.failure().isEmpty()) {
        push.run();
        assertThat(Files.readAllBytes(registry.blob(blob.digest()))).isEqualTo(scenario.blob());
        assertThat(told).hasValue(blob.size());
      } else {
        fails(scenario, push);
      }
      assertThat(registry.traffic().received()).isLessThanOrEqualTo(scenario.most());
    }
  }

  static Stream<Scenario> pulls() {
    Fault cut = get(RESET).afterSending(400_000);
    Fault wait = Fault.answer("GET", "/blobs/", 429, "Retry-After", "1");
    return Stream.of(
        Scenario.of("undisturbed", BIG, SIZE),
        Scenario.of("reset on the way", BIG, SIZE + 400_000, cut),
        Scenario.of(
            "reset again and again", BIG, SIZE + 900_000, get(RESET).afterSending(99_000).times(9)),
        Scenario.of("stall on the way", BIG, SIZE + 50_000, with(cut, STALL)),
        Scenario.of("truncated", BIG, SIZE + 50_000, with(cut, CLOSE)),
        Scenario.of("stall before the answer", BIG, SIZE, get(STALL)),
        Scenario.of("502", BIG, SIZE, Fault.answer("GET", "/blobs/", 502)),
        Scenario.of("408", BIG, SIZE, Fault.answer("GET", "/blobs/", 408)),
        Scenario.of("429 with Retry-After", BIG, SIZE, wait),
        Scenario.with("no ranges", BIG, SIZE * 2L, Set.of(Quirk.NO_RANGES), cut),
        Scenario.of("cut, then 503", BIG, SIZE + 400_000, cut, Fault.answer("GET", "/blobs/", 503)),
        Scenario.of("cut, then 416", BIG, SIZE, cut, Fault.answer("GET", "/blobs/", 416))
            .fails(RegistryException.Unsupported.class, "answered 416"),
        Scenario.of("always cut at once", BIG, SIZE, get(RESET).afterSending(10).times(50))
            .fails(RegistryException.Unavailable.class, "the connection failed"),
        Scenario.of("not there", BIG, SIZE, Fault.answer("GET", "/blobs/", 404))
            .fails(RegistryException.NotFound.class, "not found"));
  }

  private static Fault get(Ending ending) {
    return Fault.on("GET", "/blobs/", ending);
  }

  @ParameterizedTest
  @MethodSource("pulls")
  void pulls(Scenario scenario) throws IOException {
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, scenario.blob());
    try (TestRegistry registry = scenario.start();
        RegistryClient client = client()) {
      registry.put("app", scenario.blob());
      Transfer pull =
          () -> {
            try (InputStream in = client.blob(registry.reference("app"), blob)) {
              assertThat(in.readAllBytes()).isEqualTo(scenario.blob());
            }
          };
      if (scenario.failure().isEmpty()) {
        pull.run();
      } else {
        fails(scenario, pull);
      }
      assertThat(registry.traffic().sent()).isLessThanOrEqualTo(scenario.most());
    }
  }

  @FunctionalInterface
  private interface Transfer {
    void run() throws IOException;
  }

  private static void fails(Scenario scenario, Transfer transfer) {
    assertThatThrownBy(transfer::run)
        .isInstanceOf(scenario.failure().orElseThrow())
        .hasMessageContaining(scenario.message())
        .hasMessageContaining("127.0.0.1")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void refusesWhatIsNotTheBlob() throws IOException {
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, BIG);
    try (TestRegistry registry = TestRegistry.start();
        RegistryClient client = client()) {
      registry.put("app", BIG);
      Files.write(registry.blob(blob.digest()), new byte[SIZE]);
      assertThatThrownBy(
              () -> {
                try (InputStream in = client.blob(registry.reference("app"), blob)) {
                  in.readAllBytes();
                }
              })
          .isInstanceOf(RegistryException.Corrupt.class)
          .hasMessageContaining(registry.address() + "/app");
    }
  }

  private static RegistryClient client() {
    return new RegistryClient(
        RegistrySettings.defaults(),
        _ -> Optional.of(new Credential.UserPassword("ada", "s3cret")),
        Optional.empty(),
        new RegistryClient.Limits(TIMEOUTS, RETRIES, CHUNKS));
  }
}

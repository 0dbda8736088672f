package dev.jbuild.testkit.registry;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.testkit.TemporaryDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry on 127.0.0.1 (distribution spec, plain HTTP) with the quirks and faults that a test
 * chooses. It counts what goes over the wire. {@code /token} gives a new token to everybody.
 *
 * <pre>{@code
 * try (TestRegistry registry = TestRegistry.start(Quirk.NO_MOUNT)) {
 *   registry.fail(Fault.answer("PUT", "blobs/uploads", 503));
 *   push(image, registry.reference("team/app:1"));
 *   assertThat(registry.traffic().received()).isLessThan(...);
 * }
 * }</pre>
 */
public final class TestRegistry implements AutoCloseable {
  private static final Pattern ROUTE =
      Pattern.compile("/v2/(.+)/(blobs/uploads|blobs|manifests|tags|referrers)/([^/]*)");

  private final TemporaryDirectory directory = TemporaryDirectory.create("test-registry");
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Faults faults = new Faults();
  private final Traffic traffic = new Traffic();
  private final Storage storage = new Storage(directory.path());
  private final UploadRoutes uploads;
  private final BlobRoutes blobs;
  private final ManifestRoutes manifests;

  private TestRegistry(Set<Quirk> quirks) throws IOException {
    this.uploads = new UploadRoutes(storage, quirks, "http://" + address());
    this.blobs = new BlobRoutes(storage, quirks);
    this.manifests = new ManifestRoutes(storage, quirks);
  }

  /** Starts one; it listens when this returns. */
  public static TestRegistry start(Quirk... quirks) throws IOException {
    Set<Quirk> all = EnumSet.noneOf(Quirk.class);
    all.addAll(Set.of(quirks));
    TestRegistry registry = new TestRegistry(all);
    Thread.ofVirtual().name("test registry").start(registry::accept);
    return registry;
  }

  /** Adds something that is going to go wrong. */
  public TestRegistry fail(Fault fault) {
    faults.add(fault);
    return this;
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  public ImageReference reference(String name) {
    return ImageReference.parse(address() + "/" + name);
  }

  public Traffic traffic() {
    return traffic;
  }

  /** The file that holds a blob, for tests that damage it. */
  public Path blob(Digest digest) {
    return storage.blob(digest.toString());
  }

  /** Puts a blob there without any request. */
  public void put(String repository, byte[] content) throws IOException {
    Digest digest = Digest.of(content);
    Files.write(blob(digest), content);
    storage.own(repository, digest.toString());
  }

  /** Whether a repository has a blob. */
  public boolean has(String repository, Digest digest) {
    return storage.has(repository, digest.toString());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (HttpConnection connection = new HttpConnection(socket, traffic)) {
      open.add(connection);
      serve(connection);
      open.remove(connection);
    } catch (IOException e) {
      return; // the client hung up
    }
  }

  private void serve(HttpConnection connection) throws IOException {
    try {
      Optional<HttpRequest> request = connection.next(faults);
      while (request.isPresent()) {
        route(request.get(), connection);
        request = connection.next(faults);
      }
    } catch (FaultHappens fault) {
      end(connection, fault.ending());
    }
  }

  private void end(HttpConnection connection, Ending ending) throws IOException {
    switch (ending) {
      case Ending.Reset _ -> connection.reset();
      case Ending.Close _ -> connection.close();
      case Ending.Stall _ -> stall();
      case Ending.Answer answer -> {
        Map<String, String> headers = new java.util.HashMap<>(answer.headers());
        headers.put("Connection", "close");
        connection.answer(answer.status(), headers, answer.body().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void stall() throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SocketException("interrupted");
    }
  }

  private void route(HttpRequest request, HttpConnection connection) throws IOException {
    Matcher route = ROUTE.matcher(request.path());
    if (request.path().equals("/v2/")) {
      connection.answer(200, Map.of());
    } else if (request.path().equals("/token")) {
      String token = "{\"token\":\"t" + traffic.requests("GET /token").size() + "\"}";
      connection.answer(200, Map.of(), token.getBytes(StandardCharsets.UTF_8));
    } else if (route.matches()) {
      route(route, request, connection);
    } else {
      connection.answer(404, Map.of());
    }
    request.body().transferTo(java.io.OutputStream.nullOutputStream());
  }

  private void route(Matcher route, HttpRequest request, HttpConnection connection)
      throws IOException {
    String repository = route.group(1);
    String last = route.group(3);
    switch (route.group(2)) {
      case "blobs/uploads" -> uploads.handle(repository, last, request, connection);
      case "blobs" -> blobs.handle(repository, last, request, connection);
      case "manifests" -> manifests.handle(repository, last, request, connection);
      case "tags" -> manifests.tags(repository, connection);
      case "referrers" -> manifests.referrers(repository, last, request, connection);
      default -> connection.answer(404, Map.of());
    }
  }

  /** Ends all connections and removes what was stored. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (HttpConnection connection : open) {
      connection.close();
    }
    directory.close();
  }
}

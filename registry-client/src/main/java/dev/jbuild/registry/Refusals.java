package dev.jbuild.registry;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Says what it means that a registry answered with another status than was hoped for. */
final class Refusals {
  private Refusals() {}

  /** Reads and closes the response. */
  static RegistryException of(Call call, boolean hadCredential, Response response)
      throws IOException {
    try (response) {
      String reason = Answers.reason(response);
      String fact =
          "%s: %s%s answered %d%s; "
              .formatted(
                  call.what(),
                  verdict(response.status()),
                  call.request(),
                  response.status(),
                  reason.isEmpty() ? "" : " (" + reason + ")");
      Optional<Duration> pause = Answers.retryAfter(response, Clock.systemUTC());
      return switch (response.status()) {
        case 401 -> new RegistryException.Denied(fact + logIn(call, hadCredential));
        case 403 -> new RegistryException.Denied(fact + mayNot(call, hadCredential));
        case 404 -> new RegistryException.NotFound(fact + "check the name");
        case 408, 500, 502, 503, 504 ->
            new RegistryException.Unavailable(fact + "try again later", pause);
        case 413 -> new RegistryException.TooLarge(fact + UploadLimits.advice(call));
        case 429 -> new RegistryException.RateLimited(fact + later(call, pause), pause);
        default -> other(fact, call, reason);
      };
    }
  }

  /** The words that people search for. */
  private static String verdict(int status) {
    return switch (status) {
      case 401, 403 -> "denied: ";
      case 404 -> "not found: ";
      default -> "";
    };
  }

  private static RegistryException other(String fact, Call call, String reason) {
    if (reason.startsWith("DIGEST_INVALID") || reason.startsWith("SIZE_INVALID")) {
      return new RegistryException.Corrupt(fact + "what arrived is not what was sent");
    }
    boolean silent = reason.isEmpty() && !call.endpoint().origin().isEncrypted();
    if (silent || reason.contains("HTTP request to an HTTPS server")) {
      return new RegistryException.Unsupported(
          fact
              + "if it wants HTTPS, set http = false in [registry.\""
              + call.endpoint().name()
              + "\"]");
    }
    return new RegistryException.Unsupported(fact + "the registry refuses this request");
  }

  private static String logIn(Call call, boolean hadCredential) {
    return hadCredential
        ? "the credentials are not accepted: log in again with " + command(call)
        : "there are no credentials for it: log in with " + command(call);
  }

  private static String mayNot(Call call, boolean hadCredential) {
    return hadCredential
        ? "the user of the stored credentials may not do this"
        : "log in with " + command(call);
  }

  private static String later(Call call, Optional<Duration> pause) {
    String when = pause.map(time -> "try again in " + time.toSeconds() + " s").orElse("try later");
    return call.endpoint().name().equals(ImageReference.DOCKER_HUB)
        ? when + ", or log in for a higher limit"
        : when;
  }

  private static String command(Call call) {
    String name = call.endpoint().name();
    String registry = name.equals(ImageReference.DOCKER_HUB) ? "" : " " + name;
    return "`jbuild login -u NAME --password-stdin" + registry + "`";
  }
}

package dev.jbuild.registry;

import dev.jbuild.registry.challenge.Challenge;
import dev.jbuild.registry.transport.Origin;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Sends calls with what proves who is asking; answers one challenge for each call. */
final class Session {
  private final Wire wire;
  private final Authenticator authenticator;

  Session(Wire wire, Authenticator authenticator) {
    this.wire = wire;
    this.authenticator = authenticator;
  }

  /** The answer, if it has one of these statuses; else what {@link Refusals} makes of it. */
  Response expect(Call call, Integer... statuses) throws IOException {
    Response response = send(call);
    if (List.of(statuses).contains(response.status())) {
      return response;
    }
    throw refusal(call, response);
  }

  /** What an answer means that was not hoped for. Reads and closes it. */
  RegistryException refusal(Call call, Response response) throws IOException {
    return Refusals.of(call, authenticator.hasCredential(call), response);
  }

  /**
   * The answer, whatever its status. Only the endpoint's own origin gets credentials, and only its
   * challenges are answered (CVE-2020-15157). The caller closes the response.
   */
  Response send(Call call) throws IOException {
    if (!isOwn(call, call.request())) {
      return wire.send(call.what(), call.endpoint(), call.request());
    }
    Optional<String> known = authenticator.authorization(call);
    Response response = wire.send(call.what(), call.endpoint(), authorized(call, known));
    if (response.status() != 401 || !Origin.of(response.uri()).equals(call.endpoint().origin())) {
      return response;
    }
    Optional<String> next = answer(call, response, known);
    if (next.isEmpty()) {
      return response;
    }
    response.close();
    return wire.send(call.what(), call.endpoint(), authorized(call, next));
  }

  private Optional<String> answer(Call call, Response refused, Optional<String> known)
      throws IOException {
    List<Challenge> offered = Challenge.parse(refused.headers().allValues("WWW-Authenticate"));
    try {
      return authenticator.answer(call, offered, known);
    } catch (IOException e) {
      refused.close();
      throw e;
    }
  }

  private static boolean isOwn(Call call, Request request) {
    return Origin.of(request.uri()).equals(call.endpoint().origin());
  }

  private static Request authorized(Call call, Optional<String> authorization) {
    return authorization.map(call.request()::withAuthorization).orElse(call.request());
  }
}

package dev.jbuild.testkit.registry;

import java.util.Map;

/**
 * Something that goes wrong with requests.
 *
 * @param method that it happens to
 * @param pathPart that their path, with its query, contains
 * @param times how often
 * @param received bytes of the request's body that are taken before it happens
 * @param sent bytes of the answer's body that are given before it happens; negative: it happens
 *     before any answer
 */
public record Fault(
    String method, String pathPart, int times, long received, long sent, Ending ending) {

  /** A fault of the next such request, after its whole body was received. */
  public static Fault on(String method, String pathPart, Ending ending) {
    return new Fault(method, pathPart, 1, Long.MAX_VALUE, -1, ending);
  }

  /** A refusal with this status. */
  public static Fault answer(String method, String pathPart, int status) {
    return on(method, pathPart, new Ending.Answer(status, Map.of(), ""));
  }

  /** A refusal with this status and header. */
  public static Fault answer(
      String method, String pathPart, int status, String header, String value) {
    return on(method, pathPart, new Ending.Answer(status, Map.of(header, value), ""));
  }

  public Fault times(int next) {
    return new Fault(method, pathPart, next, received, sent, ending);
  }

  /** It happens when this much of the request's body has come. */
  public Fault afterReceiving(long bytes) {
    return new Fault(method, pathPart, times, bytes, sent, ending);
  }

  /** It happens when this much of the answer's body has gone. */
  public Fault afterSending(long bytes) {
    return new Fault(method, pathPart, times, received, bytes, ending);
  }

  boolean concerns(HttpRequest request) {
    return request.method().equals(method) && request.target().contains(pathPart);
  }
}

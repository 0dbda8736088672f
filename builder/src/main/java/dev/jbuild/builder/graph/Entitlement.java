package dev.jbuild.builder.graph;

/** What a RUN may ask for only where the user allows it; named as for {@code --allow}. */
public enum Entitlement {
  /** The host's network, by {@code RUN --network=host}. */
  NETWORK_HOST("network.host"),
  /** All that the worker itself may, by {@code RUN --security=insecure}. */
  SECURITY_INSECURE("security.insecure");

  private final String word;

  Entitlement(String word) {
    this.word = word;
  }

  /** As it is typed. */
  public String word() {
    return word;
  }
}

package dev.jbuild.sandbox;

/**
 * A line of {@code /etc/hosts}.
 *
 * @param address of the name; {@link #GATEWAY} for this machine, as a command reaches it
 */
public record HostEntry(String name, String address) {
  /** Stands for the address of this machine. */
  public static final String GATEWAY = "host-gateway";

  public HostEntry {
    if (name.isBlank() || address.isBlank() || (name + address).chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("not a host entry: \"" + name + ":" + address + "\"");
    }
  }
}

package dev.jbuild.sandbox;

/** A line of {@code /etc/hosts}. */
public record HostEntry(String name, String address) {
  public HostEntry {
    if (name.isBlank() || address.isBlank() || (name + address).chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("not a host entry: \"" + name + ":" + address + "\"");
    }
  }
}

package dev.jbuild.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;

/** Names a stack of applied layers (OCI image spec, config.md, "Layer ChainID"). */
public record ChainId(Digest digest) {

  /** The chain ID of these layers, lowest first; empty for no layers. */
  public static Optional<ChainId> of(List<DiffId> layers) {
    Optional<ChainId> chain = Optional.empty();
    for (DiffId layer : layers) {
      chain = Optional.of(next(chain, layer));
    }
    return chain;
  }

  private static ChainId next(Optional<ChainId> below, DiffId layer) {
    return below
        .map(chain -> new ChainId(Digest.of((chain + " " + layer).getBytes(UTF_8))))
        .orElseGet(() -> new ChainId(layer.digest()));
  }

  @Override
  public String toString() {
    return digest.toString();
  }
}

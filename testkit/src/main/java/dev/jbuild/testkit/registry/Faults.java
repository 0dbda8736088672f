package dev.jbuild.testkit.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are still to happen, in their order. */
final class Faults {
  private final List<Fault> left = new ArrayList<>();

  synchronized void add(Fault fault) {
    left.add(fault);
  }

  /** The first that concerns the request; counted down. */
  synchronized Optional<Fault> take(HttpRequest request) {
    for (int i = 0; i < left.size(); i++) {
      Fault fault = left.get(i);
      if (fault.concerns(request)) {
        if (fault.times() > 1) {
          left.set(i, fault.times(fault.times() - 1));
        } else {
          left.remove(i);
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}

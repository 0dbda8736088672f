package dev.jbuild.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers what a credential source said: asking may start a helper program. */
final class KnownCredentials {
  private final CredentialSource source;
  private final Map<String, Optional<Credential>> known = new HashMap<>();

  KnownCredentials(CredentialSource source) {
    this.source = source;
  }

  synchronized Optional<Credential> find(Call call) throws IOException {
    String name = call.endpoint().name();
    String key = name + "/" + call.repository();
    Optional<Credential> found = known.get(key);
    if (found == null) {
      found = source.find(name, call.repository());
      known.put(key, found);
    }
    return found;
  }
}

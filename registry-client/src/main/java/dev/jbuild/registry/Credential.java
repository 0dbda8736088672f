package dev.jbuild.registry;

/** What proves to a registry who is asking. Never shows itself. */
public sealed interface Credential {

  /** For Basic, and for token servers that take Basic. */
  record UserPassword(String user, String password) implements Credential {
    @Override
    public String toString() {
      return "UserPassword[" + user + "]";
    }
  }

  /** An OAuth2 refresh token, to be exchanged at the token server ({@code identitytoken}). */
  record IdentityToken(String token) implements Credential {
    @Override
    public String toString() {
      return "IdentityToken";
    }
  }

  /** A bearer token for the registry itself ({@code registrytoken}). */
  record RegistryToken(String token) implements Credential {
    @Override
    public String toString() {
      return "RegistryToken";
    }
  }
}

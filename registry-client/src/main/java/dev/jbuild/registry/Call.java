package dev.jbuild.registry;

import dev.jbuild.registry.transport.Request;

/**
 * A request as one step of what a user wants.
 *
 * @param what is being done, for messages: "pull of ghcr.io/team/app:1"
 * @param repository on the endpoint, for the choice of credentials
 * @param scopes a token needs
 */
record Call(String what, Endpoint endpoint, String repository, Scopes scopes, Request request) {
  Call with(Request next) {
    return new Call(what, endpoint, repository, scopes, next);
  }
}

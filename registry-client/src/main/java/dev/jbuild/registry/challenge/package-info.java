/** Reading of {@code WWW-Authenticate}. */
package dev.jbuild.registry.challenge;

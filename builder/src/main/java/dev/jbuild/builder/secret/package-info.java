/** What the user lets commands see: secrets and SSH agents, from where they are to when they go. */
package dev.jbuild.builder.secret;

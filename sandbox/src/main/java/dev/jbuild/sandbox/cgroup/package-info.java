/** Limits that hold for a command and all that it starts together. */
package dev.jbuild.sandbox.cgroup;

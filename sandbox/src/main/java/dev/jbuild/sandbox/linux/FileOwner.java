package dev.jbuild.sandbox.linux;

/** Whose a file is. */
public record FileOwner(int uid, int gid) {}

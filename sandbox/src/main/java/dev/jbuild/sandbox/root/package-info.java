/** Roots that commands may write to, made of layers that stay as they are. */
package dev.jbuild.sandbox.root;

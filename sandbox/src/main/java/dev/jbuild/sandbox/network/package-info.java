/** What a run has of the network. */
package dev.jbuild.sandbox.network;

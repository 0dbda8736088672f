/** What launcher and worker say to each other: JSON in frames over stdin and stdout. */
package dev.jbuild.sandbox.protocol;

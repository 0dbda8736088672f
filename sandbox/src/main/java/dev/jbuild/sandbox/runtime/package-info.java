/** What a container is made of, and the programs that make it: crun, runc, or util-linux. */
package dev.jbuild.sandbox.runtime;

/** Devices of this machine, as files of the Container Device Interface describe them. */
package dev.jbuild.builder.cdi;

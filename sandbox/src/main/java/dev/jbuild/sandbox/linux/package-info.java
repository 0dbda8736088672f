/** Linux system calls that Java has no API for: the only user of the foreign function interface. */
package dev.jbuild.sandbox.linux;

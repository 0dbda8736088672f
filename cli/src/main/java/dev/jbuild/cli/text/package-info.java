/** How numbers, times and near misses are shown to people. */
package dev.jbuild.cli.text;

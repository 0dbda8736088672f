/** The settings file: where it is, what may stand in it. */
package dev.jbuild.cli.settings;

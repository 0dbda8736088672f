/** Files that say which paths of a build context do not exist for the build. */
package dev.jbuild.parser.ignore;

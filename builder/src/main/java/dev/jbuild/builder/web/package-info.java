/** Files of web servers as sources. */
package dev.jbuild.builder.web;

/** What COPY and ADD take files from: the build context, and the roots of stages and images. */
package dev.jbuild.builder.context;

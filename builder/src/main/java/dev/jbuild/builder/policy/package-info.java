/** Source policies: which images, repositories and files a build may take, and what instead. */
package dev.jbuild.builder.policy;

/** What the user says about all RUNs of a build. */
package dev.jbuild.builder.run;

/** The worker process: takes requests, prepares roots, runs commands, writes layers. */
package dev.jbuild.sandbox.worker;

/**
 * One test for each published attack on builders and runtimes that could concern jbuild, named
 * after it. Most call the module that has to withstand it: a whole build would say the same, more
 * slowly.
 */
package dev.jbuild.e2e.attacks;

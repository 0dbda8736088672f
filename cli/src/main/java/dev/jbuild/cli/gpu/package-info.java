/**
 * What an image says about the GPU software in it: read from its environment and labels as NVIDIA's
 * base images, its framework images and pytorch's set them.
 */
package dev.jbuild.cli.gpu;

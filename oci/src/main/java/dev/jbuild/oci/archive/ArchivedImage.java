package dev.jbuild.oci.archive;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.image.Image;

/** An image in an archive, with the names that it has there. */
public record ArchivedImage(ImmutableList<ImageReference> names, Image image) {}

package dev.jbuild.oci.layout;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The entries of a layout's index, in their order, and what becomes of them. */
record LayoutEntries(ImmutableList<Descriptor> all) {

  Optional<Descriptor> find(ImageReference name) {
    return all.stream().filter(entry -> LayoutNames.isNamed(entry, name)).findFirst();
  }

  /** With the image's entry at the end, unless the image is here under any name or none. */
  LayoutEntries with(Descriptor image) {
    boolean isHere = all.stream().anyMatch(entry -> entry.digest().equals(image.digest()));
    return isHere ? this : added(image);
  }

  /**
   * With the image under the name: in its place if the name is known, so that writing an image
   * again changes nothing; instead of the image's entry without a name if there is one.
   */
  LayoutEntries named(Descriptor image, ImageReference name) {
    Descriptor named = LayoutNames.named(image, name);
    LayoutEntries entries = withoutNameless(entry -> entry.digest().equals(image.digest()));
    LayoutEntries others = entries.without(name);
    return others.all().size() == entries.all().size() - 1
        ? entries.replaced(name, named)
        : others.added(named);
  }

  /** With the image at the end, under a name as it stands; without a name it is there once. */
  LayoutEntries listed(Descriptor image, Optional<String> name) {
    Descriptor listed = name.map(text -> LayoutNames.named(image, text)).orElse(image);
    return of(all.stream().filter(old -> !isReplaced(old, image, name))).added(listed);
  }

  LayoutEntries without(ImageReference name) {
    return of(all.stream().filter(entry -> !LayoutNames.isNamed(entry, name)));
  }

  LayoutEntries withoutNameless(Predicate<Descriptor> filter) {
    return of(all.stream().filter(filter.and(LayoutNames::isNameless).negate()));
  }

  private static boolean isReplaced(Descriptor old, Descriptor image, Optional<String> name) {
    Optional<String> had = Optional.ofNullable(old.annotations().get(LayoutNames.REF_NAME));
    return had.equals(name) && (name.isPresent() || old.digest().equals(image.digest()));
  }

  private LayoutEntries replaced(ImageReference name, Descriptor by) {
    return of(all.stream().map(old -> LayoutNames.isNamed(old, name) ? by : old));
  }

  private LayoutEntries added(Descriptor entry) {
    return of(Stream.concat(all.stream(), Stream.of(entry)));
  }

  private static LayoutEntries of(Stream<Descriptor> entries) {
    return new LayoutEntries(entries.collect(ImmutableList.toImmutableList()));
  }
}

package dev.jbuild.builder.web;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.layer.Content;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of a web server, in the cache.
 *
 * @param blob what it holds
 * @param modified when the server says that it was changed last
 * @param content opens it
 */
public record WebFile(URI uri, Descriptor blob, Optional<Instant> modified, Content content)
    implements Content {

  /** The last part of the address's path, whatever the server calls the file. */
  public String name() {
    return name(uri);
  }

  /** The name of a file at the address. */
  public static String name(URI uri) {
    String path = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("/+$", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.isEmpty() || name.equals(".")) {
      return "__unnamed__";
    }
    boolean isSafe = !name.equals("..") && name.chars().noneMatch(Character::isISOControl);
    return isSafe ? name : "download";
  }

  /** When it was changed last: as the server says, else when the newest file of an archive was. */
  public Optional<Instant> changed() throws IOException {
    return modified.isPresent() ? modified : NewestFile.time(content);
  }

  @Override
  public InputStream open() throws IOException {
    return content.open();
  }
}

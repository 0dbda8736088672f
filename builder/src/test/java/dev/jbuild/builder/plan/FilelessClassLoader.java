package dev.jbuild.builder.plan;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * A Java without files, network and processes: the classes that reach them are not there for
 * jbuild's own, which are defined here again so that they are linked in this world. Libraries are
 * shared.
 */
final class FilelessClassLoader extends ClassLoader {
  private static final Pattern ABSENT =
      Pattern.compile(
          "java\\.io\\.(File\\w*|RandomAccessFile)|java\\.nio\\.file\\..*"
              + "|java\\.nio\\.channels\\.(?!\\w*ByteChannel|\\w*Exception).*"
              + "|java\\.net\\.(?!URI|URISyntaxException|URLEncoder|URLDecoder).*"
              + "|com\\.google\\.common\\.io\\.(Files|MoreFiles|Resources)"
              + "|java\\.lang\\.Process\\w*|java\\.util\\.(zip|jar)\\..*|javax\\.net\\..*");

  private final ClassLoader classes;

  FilelessClassLoader(ClassLoader classes) {
    super("fileless", ClassLoader.getPlatformClassLoader());
    this.classes = classes;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (ABSENT.matcher(name).matches()) {
      throw new ClassNotFoundException(name + ": not in a world without files");
    }
    return super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!name.startsWith("dev.jbuild.")) {
      return classes.loadClass(name);
    }
    try (InputStream in = classes.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}

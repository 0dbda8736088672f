package dev.jbuild.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class path of the tests, copied where an ordinary user may read it: a checkout and a Maven
 * repository often lie in a home that others can't enter.
 */
public final class ReadableClassPath {
  /** As the tests themselves have it. */
  public static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  private ReadableClassPath() {}

  /** Copies all jars and directories to below the directory, and gives the class path there. */
  public static String into(Path directory) throws IOException {
    List<String> copies = new ArrayList<>();
    int number = 0;
    for (String element : CLASS_PATH.split(File.pathSeparator, -1)) {
      Path source = Path.of(element);
      if (!element.isEmpty() && Files.exists(source)) {
        Path copy = directory.resolve(number++ + "-" + source.getFileName());
        Program.run("cp", "-r", source.toString(), copy.toString());
        copies.add(copy.toString());
      }
    }
    Program.run("chmod", "-R", "a+rX", directory.toString());
    return String.join(File.pathSeparator, copies);
  }
}

package dev.jbuild.cache;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A process that writes into a state until it is killed, or until a write fails. */
final class StateWriter {
  static final int KINDS = 20;

  private StateWriter() {}

  /**
   * Arguments: the state's directory, a seed, how many rounds. Prints "started" when the first
   * round is done, and the message of the failure that ends it, if any.
   */
  public static void main(String[] arguments) throws IOException {
    CacheDirectory directory = new CacheDirectory(Path.of(arguments[0]));
    Random random = new Random(Long.parseLong(arguments[1]));
    int rounds = Integer.parseInt(arguments[2]);
    Path context = Files.createDirectories(directory.root().resolve("context"));
    try (Cache cache = directory.open()) {
      for (int i = 0; i < rounds; i++) {
        round(cache, random.nextInt(KINDS), context);
        if (i == 0) {
          System.out.println("started");
        }
      }
    } catch (IOException e) {
      System.out.println(e);
    }
  }

  static Digest key(int kind) {
    return Digest.of(("step " + kind).getBytes(StandardCharsets.UTF_8));
  }

  static TestLayer layer(int kind) throws IOException {
    return TestLayer.of(kind, 1000 + kind * 8000);
  }

  static ImageReference name(int kind) {
    return ImageReference.parse("app:" + kind % 5);
  }

  private static void round(Cache cache, int kind, Path context) throws IOException {
    TestLayer layer = layer(kind).storeIn(cache);
    cache.steps().put(key(kind), layer.info());
    cache.layers().open(layer.diffId(), layer.file()).readAllBytes();
    cache.images().write(TestLayer.image(layer), name(kind));
    if (kind % 7 == 0) {
      cache.images().remove(ImageKey.of(name(kind)));
    }
    Path file = context.resolve("file" + kind);
    Files.writeString(file, "content " + kind);
    StatCache stats = cache.stats(context);
    stats.digest(file, new FileState(Files.size(file), kind, 0, 0, 0));
    stats.save();
  }
}

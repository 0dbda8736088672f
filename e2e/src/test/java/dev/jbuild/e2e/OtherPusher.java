package dev.jbuild.e2e;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.jbuild.e2e.differ.DockerDaemon;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Other programs that push images; each push makes one that was never there before. */
enum OtherPusher {
  SKOPEO_OCI {
    @Override
    void push(Path directory, String name) throws Exception {
      skopeo(umoci(directory), name, "--format=oci");
    }
  },
  SKOPEO_DOCKER {
    @Override
    void push(Path directory, String name) throws Exception {
      skopeo(umoci(directory), name, "--format=v2s2");
    }
  },
  SKOPEO_ZSTD {
    @Override
    void push(Path directory, String name) throws Exception {
      String plain = "dir:" + directory.resolve("plain");
      Program.run("skopeo", "copy", "--quiet", "--dest-decompress", umoci(directory), plain);
      skopeo(plain, name, "--dest-compress-format=zstd");
    }
  },
  BUILDAH_OCI {
    @Override
    void push(Path directory, String name) throws Exception {
      buildah(directory, name, "oci");
    }
  },
  BUILDAH_DOCKER {
    @Override
    void push(Path directory, String name) throws Exception {
      buildah(directory, name, "docker");
    }
  },
  JIB_OCI {
    @Override
    void push(Path directory, String name) throws Exception {
      jib(directory, name, ImageFormat.OCI);
    }
  },
  JIB_DOCKER {
    @Override
    void push(Path directory, String name) throws Exception {
      jib(directory, name, ImageFormat.Docker);
    }
  },
  DOCKER {
    @Override
    boolean isHere() {
      return DockerDaemon.answers();
    }

    @Override
    void push(Path directory, String name) throws Exception {
      Path tar = directory.resolve("root.tar");
      Program.runIn(noise(directory).getParent(), "tar", "-cf", tar.toString(), "noise");
      Program.run("docker", "import", "--change", "ENV A=b", tar.toString(), name);
      Program.run("docker", "push", name);
      Program.run("docker", "rmi", name);
    }
  };

  /** Makes an image and pushes it. The directory is empty. */
  abstract void push(Path directory, String name) throws Exception;

  /** False where the program needs something that this machine has not. */
  boolean isHere() {
    return true;
  }

  private static Path noise(Path directory) throws IOException {
    byte[] noise = new byte[100_000];
    new Random().nextBytes(noise);
    return Files.write(directory.resolve("noise"), noise);
  }

  /** An image in an OCI layout, as skopeo names it. */
  static String umoci(Path directory) throws IOException {
    String layout = directory.resolve("layout").toString();
    String image = layout + ":image";
    Program.run("umoci", "init", "--layout", layout);
    Program.run("umoci", "new", "--image", image);
    Program.run("umoci", "insert", "--image", image, noise(directory).toString(), "/noise");
    Program.run("umoci", "config", "--image", image, "--config.env", "A=b");
    return "oci:" + image;
  }

  static void skopeo(String from, String name, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("skopeo", "copy", "--quiet", "--dest-tls-verify=false"));
    command.addAll(List.of(options));
    command.addAll(List.of(from, "docker://" + name));
    Program.run(command.toArray(new String[0]));
  }

  private static void buildah(Path directory, String name, String format) throws IOException {
    Buildah buildah = new Buildah(directory);
    String container = buildah.run("from", "scratch");
    buildah.run("copy", "--quiet", container, noise(directory).toString(), "/noise");
    buildah.run("config", "--env", "A=b", "--label", "c=d", container);
    buildah.run("commit", "--quiet", "--format", format, container, "image");
    buildah.run("push", "--quiet", "--tls-verify=false", "image", "docker://" + name);
  }

  private static void jib(Path directory, String name, ImageFormat format) throws Exception {
    Jib.fromScratch()
        .setFormat(format)
        .addLayer(List.of(noise(directory)), AbsoluteUnixPath.get("/"))
        .addEnvironmentVariable("A", "b")
        .containerize(
            Containerizer.to(RegistryImage.named(name))
                .setAllowInsecureRegistries(true)
                .setApplicationLayersCache(directory.resolve("cache")));
  }
}

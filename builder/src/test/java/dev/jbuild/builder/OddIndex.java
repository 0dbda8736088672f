package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.tar.TarWriter;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.registry.RegistryClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An index of two platforms, with an index in it, an attestation, a blob of a type that nobody
 * knows, fields that nobody knows, and a signature that refers to it.
 */
final class OddIndex {
  static final Platform AMD = Platform.of("linux", "amd64");
  static final Platform ARM = Platform.of("linux", "arm64");

  private final RegistryClient client;
  private final ImageReference name;
  final Manifest amd;
  final Manifest arm;
  final RawManifest top;

  /** Pushes it. */
  OddIndex(RegistryClient client, ImageReference name) throws IOException {
    this.client = client;
    this.name = name;
    amd = image(AMD, 1);
    arm = image(ARM, 2);
    byte[] attestation = artifact("attestation", Optional.empty());
    ImageIndex inner =
        ImageIndex.of(
            List.of(
                arm.descriptor().withPlatform(ARM),
                Descriptor.of(MediaType.OCI_MANIFEST, attestation)));
    client.pushManifest(name.bare().withDigest(inner.digest()), inner.mediaType(), inner.bytes());
    ImageIndex outer =
        ImageIndex.of(
            List.of(
                amd.descriptor().withPlatform(AMD),
                Descriptor.of(inner.mediaType(), inner.bytes()).withPlatform(ARM),
                blob(new MediaType("application/vnd.example.cache"), noise(7, 3000))));
    String odd = new String(outer.bytes(), UTF_8).replace("{\"sch", "{ \"x-new\" : [1.50],\"sch");
    top = RawManifest.parse(odd.getBytes(UTF_8), null);
    client.pushManifest(name, top.mediaType(), top.bytes());
    artifact("signature", Optional.of(top.descriptor()));
  }

  private Manifest image(Platform platform, int seed) throws IOException {
    Descriptor layer = blob(MediaType.OCI_LAYER, tar(seed));
    byte[] config =
        ImageConfig.scratch(platform).withDiffIds(List.of(new DiffId(layer.digest()))).toBytes();
    Manifest manifest = Manifest.of(blob(MediaType.OCI_CONFIG, config), List.of(layer), Map.of());
    client.pushManifest(
        name.bare().withDigest(manifest.digest()), manifest.mediaType(), manifest.bytes());
    return manifest;
  }

  private static byte[] tar(int seed) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarWriter tar = new TarWriter(bytes);
    byte[] content = noise(seed, 200_000);
    tar.file("noise", new Metadata(0644, 0, 0, Metadata.EPOCH), content.length);
    tar.write(content, 0, content.length);
    tar.finish();
    return bytes.toByteArray();
  }

  static byte[] noise(int seed, int size) {
    byte[] noise = new byte[size];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  /** Pushes a blob. */
  Descriptor blob(MediaType type, byte[] bytes) throws IOException {
    Descriptor blob = Descriptor.of(type, bytes);
    client.pushBlob(name, blob, () -> new ByteArrayInputStream(bytes), _ -> {});
    return blob;
  }

  private byte[] artifact(String text, Optional<Descriptor> subject) throws IOException {
    Descriptor statement =
        blob(new MediaType("application/vnd.example.statement"), text.getBytes(UTF_8));
    byte[] bytes = artifact(text, statement, subject);
    client.pushManifest(name.bare().withDigest(Digest.of(bytes)), MediaType.OCI_MANIFEST, bytes);
    return bytes;
  }

  /** A manifest with the empty config, which is pushed, and one layer. */
  byte[] artifact(String type, Descriptor layer, Optional<Descriptor> subject) throws IOException {
    Descriptor empty = blob(MediaType.OCI_EMPTY, "{}".getBytes(UTF_8));
    return """
    {"schemaVersion":2,"mediaType":"%s","artifactType":"application/vnd.%s",
     "config":%s,"layers":[%s]%s}\
    """
        .formatted(
            MediaType.OCI_MANIFEST,
            type,
            json(empty),
            json(layer),
            subject.map(of -> ",\"subject\":" + json(of)).orElse(""))
        .getBytes(UTF_8);
  }

  private static String json(Descriptor blob) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(blob.mediaType(), blob.digest(), blob.size());
  }
}

package dev.jbuild.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.BuildRequest;
import dev.jbuild.builder.ContextLocation;
import dev.jbuild.builder.DockerfileLocation;
import dev.jbuild.builder.Output;
import dev.jbuild.builder.graph.Operation.Network;
import dev.jbuild.builder.plan.RunRules;
import dev.jbuild.builder.policy.SourcePolicies;
import dev.jbuild.builder.run.RunSettings;
import dev.jbuild.builder.secret.Grants;
import dev.jbuild.cli.progress.ProgressMode;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.tree.Metadata;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildArgumentsTest {
  private static final InputStream INPUT = InputStream.nullInputStream();

  @TempDir Path context;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void withNothingButAContext() throws UsageException {
    assertThat(request())
        .isEqualTo(
            new BuildRequest(
                new ContextLocation.Directory(context),
                new DockerfileLocation.Standard(),
                ImmutableMap.of(),
                Optional.empty(),
                ImmutableMap.of(),
                ImmutableMap.of(),
                ImmutableList.of(),
                ImmutableList.of(new Output.LocalStore()),
                Platform.host(),
                RunRules.DEFAULT,
                RunSettings.DEFAULT,
                false,
                false,
                Compression.GZIP,
                Optional.of(Metadata.EPOCH),
                SourcePolicies.none(),
                Grants.none()));
    assertThat(invocation().progress()).isEqualTo(ProgressMode.AUTO);
    assertThat(invocation().quiet()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-t a:1 --tag b:2", "-ta:1 --tag=b:2", "-t=a:1 -t b:2 -t a:1"})
  void tags(String line) throws UsageException {
    assertThat(request(line).tags())
        .containsExactly(ImageReference.parse("a:1"), ImageReference.parse("b:2"));
  }

  @Test
  void plainValues() throws UsageException {
    BuildRequest request =
        request(
            "-f docker/Dockerfile --target runtime --label a=b --label c --label a=d=e"
                + " --platform linux/aarch64 --network none --compression zstd --no-cache --pull");
    assertThat(request.dockerfile())
        .isEqualTo(new DockerfileLocation.Named(Path.of("docker/Dockerfile")));
    assertThat(request.target()).contains("runtime");
    assertThat(request.labels()).isEqualTo(Map.of("a", "d=e", "c", ""));
    assertThat(request.platform()).isEqualTo(Platform.of("linux", "arm64"));
    assertThat(request.rules().network()).isEqualTo(Network.NONE);
    assertThat(request.compression()).isEqualTo(Compression.ZSTD);
    assertThat(request.noCache()).isTrue();
    assertThat(request.pull()).isTrue();
  }

  @Test
  void theLastOfSeveralCounts() throws UsageException {
    assertThat(request("--target a --target b").target()).contains("b");
    assertThat(request("--network none --network host").rules().network()).isEqualTo(Network.HOST);
  }

  @Test
  void booleansMayHaveAValue() throws UsageException {
    assertThat(request("--no-cache=false --pull=true").noCache()).isFalse();
    assertThat(request("--no-cache=false --pull=true").pull()).isTrue();
    assertThat(request("-t a --push=false").outputs()).containsExactly(new Output.LocalStore());
  }

  @Test
  void buildArgsComeFromTheLineOrTheEnvironment() throws UsageException {
    environment.put("FROM_ENV", "yes");
    assertThat(
            request("--build-arg A=1=2 --build-arg E= --build-arg FROM_ENV --build-arg NO")
                .buildArgs())
        .isEqualTo(Map.of("A", "1=2", "E", "", "FROM_ENV", "yes"));
  }

  @Test
  void sourceDateEpochOfTheEnvironmentIsABuildArgument() throws UsageException {
    environment.put("SOURCE_DATE_EPOCH", "1700000000");
    assertThat(request().buildArgs()).containsEntry("SOURCE_DATE_EPOCH", "1700000000");
    assertThat(request("--build-arg SOURCE_DATE_EPOCH=1").buildArgs())
        .containsEntry("SOURCE_DATE_EPOCH", "1");
  }

  @Test
  void timestamps() throws UsageException {
    assertThat(request().timestamp()).contains(Metadata.EPOCH);
    assertThat(request("--timestamps fixed").timestamp()).contains(Metadata.EPOCH);
    assertThat(request("--timestamps=preserve").timestamp()).isEmpty();
  }

  @Test
  void outputs() throws UsageException {
    assertThat(outputs("-t a --push")).containsExactly(new Output.Registry());
    assertThat(outputs("-t a --push --load"))
        .containsExactly(new Output.Registry(), new Output.LocalStore());
    assertThat(outputs("-o out")).containsExactly(new Output.Directory(Path.of("out")));
    assertThat(outputs("-o -")).containsExactly(new Output.RootTar(Path.of("-")));
    assertThat(outputs("-o type=oci,dest=image.tar"))
        .containsExactly(new Output.OciArchive(Path.of("image.tar")));
    assertThat(outputs("-o type=oci")).containsExactly(new Output.OciArchive(Path.of("-")));
    assertThat(outputs("--output=type=docker,dest=d.tar"))
        .containsExactly(new Output.DockerArchive(Path.of("d.tar")));
    assertThat(outputs("-o type=tar,dest=t.tar -o type=local,dest=dir --load"))
        .containsExactly(
            new Output.RootTar(Path.of("t.tar")),
            new Output.Directory(Path.of("dir")),
            new Output.LocalStore());
    assertThat(outputs("-t a -o type=image,push=true"))
        .containsExactly(new Output.LocalStore(), new Output.Registry());
  }

  @Test
  void outputsNameAndCompress() throws UsageException {
    BuildRequest request =
        request(new String[] {"-o", "type=registry,\"name=h:5/a,h:5/b\",compression=zstd"});
    assertThat(request.outputs()).containsExactly(new Output.Registry());
    assertThat(request.tags())
        .containsExactly(ImageReference.parse("h:5/a"), ImageReference.parse("h:5/b"));
    assertThat(request.compression()).isEqualTo(Compression.ZSTD);
    assertThat(request("--compression uncompressed").compression()).isEqualTo(Compression.NONE);
  }

  @Test
  void whatIsPrintedAndWritten() throws UsageException {
    BuildInvocation invocation = invocation("--iidfile i --metadata-file m.json -q".split(" "));
    assertThat(invocation.imageIdFile()).contains(Path.of("i"));
    assertThat(invocation.metadataFile()).contains(Path.of("m.json"));
    assertThat(invocation.quiet()).isTrue();
    assertThat(invocation.progress()).isEqualTo(ProgressMode.QUIET);
    assertThat(invocation("--progress=rawjson").progress()).isEqualTo(ProgressMode.RAWJSON);
    environment.put("BUILDKIT_PROGRESS", "plain");
    assertThat(invocation().progress()).isEqualTo(ProgressMode.PLAIN);
    assertThat(invocation("--progress=tty").progress()).isEqualTo(ProgressMode.TTY);
  }

  @Test
  void noAttestationsIsWhatIsDoneAnyway() throws UsageException {
    assertThat(request("--provenance=false --sbom=false")).isEqualTo(request());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--annotation",
        "--attest",
        "--cache-from",
        "--cache-to",
        "--device",
        "--export-cache",
        "--gpus",
        "--import-cache",
        "--no-cache-filter",
        "--proxy-network",
        "--trace",
        "--weights"
      })
  void optionsThatAreToComeAreRefusedByName(String option) {
    assertRefused(option, "not supported yet: " + option);
    assertRefused(option + "=id=x", "not supported yet: " + option);
    assertRefused(option + " id=x", "not supported yet: " + option);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--addr",
        "--builder",
        "--cgroup-parent",
        "--compress",
        "--cpu-period",
        "--cpu-quota",
        "-c",
        "--cpu-shares",
        "--cpuset-cpus",
        "--cpuset-mems",
        "--memory-swap",
        "-D",
        "--debug",
        "--debug-json-cache-metrics",
        "--disable-content-trust",
        "--force-rm",
        "--rm",
        "--frontend",
        "--opt",
        "--local",
        "--oci-layout",
        "--ref-file",
        "--registry-auth-tlscontext",
        "--security-opt",
        "--squash"
      })
  void optionsThatWillNotComeAreRefusedWithAReason(String option) {
    assertRefused(option, "not supported: " + option + ": ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--provenance=mode=max | not supported yet: --provenance=mode=max",
        "--sbom=true | not supported yet: --sbom=true",
        "--platform linux/amd64,linux/arm64 | not supported yet: --platform"
            + " linux/amd64,linux/arm64",
        "--platform a/b/c/d | --platform: ",
        "--network bridge | --network: unknown mode \"bridge\": expected default, none or host",
        "--network hots | did you mean host?",
        "--compression lz4 | unknown compression \"lz4\": expected gzip, zstd or uncompressed",
        "--compression estargz | not supported yet: compression=estargz",
        "--progress fancy | --progress: unknown mode \"fancy\": expected one of auto, tty, plain",
        "--timestamps now | --timestamps: unknown rule \"now\"",
        "--tga x | unknown option --tga; did you mean --tag? (see `jbuild build --help`)",
        "-v | unknown option -v (see `jbuild build --help`)",
        "--buildarg=A=1 | unknown option --buildarg; did you mean --build-arg?",
        "-t UPPER | --tag: invalid reference format",
        "-t a@sha256:x | --tag: ",
        "--build-arg =x | --build-arg =x: there is no name before the =",
        "--shm-size 0 | a size of more than 0, such as 64m or 2g",
        "--check --call=outline | --check is --call=check, and --call=outline is another request",
        "--label =x | --label =x: there is no name before the =",
        "--push | --push needs to know where to: add -t",
        "-o type=registry | --push needs to know where to",
        "-t a -o type=image,name=b | --tag and --output name= both name the image",
        "-o - -o type=oci | only one result can go to standard output",
        "-o type=imge | unknown type \"imge\"; did you mean image?",
        "-o dest=x | missing type=",
        "-o type=docker | missing dest=PATH",
        "-o type=oci,dest=/none/x.tar | there is no directory /none",
        "-o type=docker,dest=/none/x.tar | there is no directory /none",
        "-o type=tar,dest=/ | can't write /: it is a directory",
        "-o type=local | missing dest=PATH",
        "-o type=local,dest= | missing dest=PATH",
        "-o type=oci,dest=x,push=true | push= goes with type=image",
        "-o type=image,dest=x | dest= does not go with type=image",
        "-o type=image,push=maybe | push=maybe is neither true nor false",
        "-o type=image,psh=true | unknown key \"psh\"; did you mean push?",
        "-o type=image,push-by-digest=true | not supported yet: --output push-by-digest=",
        "-o type=image,annotation.a=b | not supported yet: --output annotation.a=",
        "-o type=oci,compression=gzip -o type=tar,dest=x,compression=zstd | not supported yet:"
            + " several",
        "--compression gzip -o type=oci,compression=zstd | disagree",
        "-o type=oci,push | expected push=VALUE",
        "-o type=oci,\"dest=x | a quote has no end",
        "-o type=oci,de\"st=x | quote the whole field",
        "--iidfile /nowhere/i | --iidfile: can't write /nowhere/i: there is no directory /nowhere",
        "--metadata-file /nowhere/m | there is no directory /nowhere",
        "another-argument | one argument too many"
      })
  void refusals(String line, String message) {
    assertRefused(line, message);
  }

  @Test
  void aMissingValueIsNamed() {
    assertThatThrownBy(() -> read(context.toString(), "--tag"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("build: --tag needs a value: --tag NAME[:TAG]");
  }

  @Test
  void helpComesFirst() throws UsageException {
    assertThat(parse(List.of("--nonsense", "--help")).helpRequested()).isTrue();
  }

  private void assertRefused(String line, String message) {
    assertThatThrownBy(() -> invocation(line.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  private List<Output> outputs(String line) throws UsageException {
    return request(line).outputs();
  }

  private BuildRequest request(String line) throws UsageException {
    return request(line.split(" "));
  }

  private BuildRequest request(String... options) throws UsageException {
    return invocation(options).request();
  }

  private BuildInvocation invocation(String... options) throws UsageException {
    List<String> arguments = new ArrayList<>();
    for (String option : options) {
      if (!option.isEmpty()) {
        arguments.add(option);
      }
    }
    arguments.add(context.toString());
    return read(arguments.toArray(String[]::new));
  }

  private BuildInvocation read(String... arguments) throws UsageException {
    return BuildArguments.read(parse(List.of(arguments)), environment, INPUT);
  }

  private static Arguments parse(List<String> arguments) throws UsageException {
    return Arguments.parse(BuildOptions.spec(), arguments, BuildOptions.refused());
  }
}

package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.e2e.compare.Differences;
import dev.jbuild.e2e.compare.SavedImage;
import dev.jbuild.e2e.differ.BuildFolder;
import dev.jbuild.e2e.differ.BuildOutcome;
import dev.jbuild.e2e.differ.JbuildHome;
import dev.jbuild.e2e.differ.PreparedContext;
import dev.jbuild.e2e.differ.Refusal;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.archive.ArchivedImage;
import dev.jbuild.oci.archive.ImageArchive;
import dev.jbuild.oci.image.ImageValidator;
import dev.jbuild.testkit.TemporaryDirectory;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of testdata/build makes the image that BuildKit makes of it, or is refused as it
 * refuses it; what that was is recorded by {@code e2e/differ}. Each is built twice, once from an
 * empty cache.
 */
class BuildFoldersTest {
  private static TemporaryDirectory directory;
  private static JbuildHome empty;
  private static JbuildHome home;
  private static SavedImage base;
  private static Differences differences;

  @BeforeAll
  static void importBase() throws Exception {
    directory = TemporaryDirectory.create("build-folders");
    empty = JbuildHome.in(directory.path().resolve("empty"), Bases.busybox());
    home = empty.copyTo(directory.path().resolve("home"));
    differences = Differences.read();
    base = SavedImage.read(home.saveBase(directory.path().resolve("base.tar"), "oci"), differences);
  }

  @AfterAll
  static void removeBase() throws Exception {
    directory.close();
  }

  static List<BuildFolder> folders() throws IOException {
    return BuildFolder.all(Bases.testdata("build"));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void makesWhatTheReferenceMakes(BuildFolder folder) throws Exception {
    try (PreparedContext context = PreparedContext.of(folder)) {
      switch (home.build(context)) {
        case BuildOutcome.Built built -> check(built, context);
        case BuildOutcome.Refused refused -> check(refused, folder);
      }
    }
  }

  private static void check(BuildOutcome.Built built, PreparedContext context) throws Exception {
    SavedImage image = SavedImage.read(built.archive(), differences);
    assertThat(context.places().hide(image.beyond(base)))
        .isEqualTo(context.folder().expected().orElse("a refusal: see error.txt"));
    for (ArchivedImage archived : ImageArchive.read(built.archive(), Platform.host())) {
      assertThat(ImageValidator.problemsOf(archived.image())).isEmpty();
    }
    assertThat(fromEmptyCache(context)).isEqualTo(image.manifest());
  }

  private static String fromEmptyCache(PreparedContext context) throws Exception {
    BuildOutcome again = empty.copyTo(context.beside("other")).build(context);
    assertThat(again).isInstanceOf(BuildOutcome.Built.class);
    return SavedImage.read(((BuildOutcome.Built) again).archive(), differences).manifest();
  }

  private static void check(BuildOutcome.Refused refused, BuildFolder folder) throws IOException {
    assumeTrue(refused.status() != 4, "this machine can't: " + refused.message());
    Refusal expected =
        folder.refusal().orElseThrow(() -> new AssertionError("refused: " + refused.message()));
    if (Boolean.getBoolean("golden.update")) {
      folder.expect(new Refusal(expected.phrases(), refused.message()));
    }
    assertThat(expected.missingFrom(refused.message())).as(refused.message()).isEmpty();
    assertThat(refused.message()).isEqualTo(expected.message());
  }
}

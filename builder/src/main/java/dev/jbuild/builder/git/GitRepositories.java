package dev.jbuild.builder.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.builder.git.GitProgram.Outcome;
import dev.jbuild.builder.secret.HostSecrets;
import dev.jbuild.builder.step.Fingerprint;
import dev.jbuild.cache.Cache;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.LockFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of git repositories, in the cache: what was fetched, and what was checked out of it. Safe
 * for threads and for several processes; needs the program git, and the network for what is not
 * here yet.
 */
public final class GitRepositories {
  private static final String FORMAT = "1";
  private static final Pattern SHORT_COMMIT = Pattern.compile("[0-9a-f]{7,63}");

  private final Cache cache;
  private final Map<String, String> environment;
  private final HostSecrets secrets;
  private @Nullable Path settings;

  /**
   * Does nothing yet.
   *
   * @param environment the user's: PATH, proxies, certificates and the ssh agent are taken from it
   */
  public GitRepositories(Cache cache, Map<String, String> environment) {
    this(cache, environment, HostSecrets.none());
  }

  private GitRepositories(Cache cache, Map<String, String> environment, HostSecrets secrets) {
    this.cache = cache;
    this.environment = environment;
    this.secrets = secrets;
  }

  /** The same with the keys of this agent instead of the user's. */
  public GitRepositories withAgent(Path socket) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put("SSH_AUTH_SOCK", socket.toString());
    return new GitRepositories(cache, changed, secrets);
  }

  /** The same for somebody with secrets. */
  public GitRepositories with(HostSecrets granted) {
    return new GitRepositories(cache, environment, granted);
  }

  /**
   * The files that the reference means. A commit that is named in full and was checked out before
   * needs no network.
   *
   * @throws GitException for what the repository, git, or the way to it does not allow
   */
  public Checkout checkout(GitReference reference) throws IOException, InterruptedException {
    RemoteRef ref = find(reference);
    requireChecksum(reference, ref);
    Path directory =
        cache.sources().get(checkoutKey(reference, ref), place -> make(place, reference, ref));
    return new Checkout(SubdirectoryFinder.find(directory, reference), ref.commit());
  }

  /** When the commit was made whose files these are; fetches it where it is not here any more. */
  public Instant commitTime(GitReference reference, Checkout checkout)
      throws IOException, InterruptedException {
    RemoteRef commit = RemoteRef.ofObject(checkout.commit());
    try (LockFile.Held _ = cache.lock(repositoryKey(reference))) {
      return repository(reference, checkout.commit().length()).time(commit);
    }
  }

  private RemoteRef find(GitReference reference) throws IOException, InterruptedException {
    if (reference.commit().isPresent()) {
      return RemoteRef.ofObject(reference.commit().get());
    }
    GitProgram git =
        program(settings().resolveSibling(""), reference).withOrigin(reference.remote());
    String name =
        reference.ref().isPresent()
            ? reference.ref().get()
            : RemoteRef.defaultBranch(
                said(reference, git.attempt("ls-remote", "--symref", "--", "origin", "HEAD")));
    String listing = said(reference, git.attempt("ls-remote", "--", "origin", name, name + "^{}"));
    Optional<RemoteRef> found = RemoteRef.find(listing, name);
    return found.isPresent() ? found.get() : findByPrefix(reference, name);
  }

  private RemoteRef findByPrefix(GitReference reference, String name)
      throws IOException, InterruptedException {
    if (!SHORT_COMMIT.matcher(name).matches()) {
      throw GitException.ofRemote(
          "repository does not contain ref " + name + ": " + reference.shownRemote());
    }
    try (LockFile.Held _ = cache.lock(repositoryKey(reference))) {
      return repository(reference, name.length()).findByPrefix(name);
    }
  }

  private void make(Path place, GitReference reference, RemoteRef wanted)
      throws IOException, InterruptedException {
    try (LockFile.Held _ = cache.lock(repositoryKey(reference))) {
      BareRepository repository = repository(reference, wanted.object().length());
      RemoteRef ref = repository.fetch(wanted);
      if (!ref.object().equals(wanted.object())) {
        throw new GitException(
            wanted.name() + " of " + reference.shownRemote() + " was moved meanwhile; try again");
      }
      requireChecksum(reference, ref);
      new WorkTree(place, reference, program(place, reference), localProgram(place))
          .checkOut(ref, repository);
    }
  }

  private BareRepository repository(GitReference reference, int nameLength)
      throws IOException, InterruptedException {
    String format = nameLength > 40 ? "sha256" : "sha1";
    Path directory =
        cache
            .sources()
            .get(
                Fingerprint.of("git repository").add(reference.remote()).add(format).digest(),
                place ->
                    program(place, reference)
                        .run("init", "--quiet", "--bare", "--object-format=" + format));
    return new BareRepository(directory, program(directory, reference), reference);
  }

  private static void requireChecksum(GitReference reference, RemoteRef ref) throws GitException {
    if (reference.checksum().isPresent() && !ref.matches(reference.checksum().get())) {
      throw new GitException(
          "expected checksum to match "
              + reference.checksum().get()
              + ", got "
              + ref.shown()
              + " for "
              + reference.shownRemote());
    }
  }

  private static Digest repositoryKey(GitReference reference) {
    return Fingerprint.of("git lock").add(reference.remote()).digest();
  }

  /** All that the files depend on; of the remote only what submodules and {@code .git} have. */
  private static Digest checkoutKey(GitReference reference, RemoteRef ref) {
    boolean keeps = reference.keepsGitDirectory();
    return Fingerprint.of("git checkout")
        .add(FORMAT)
        .add(keeps ? ref.object() : ref.commit())
        .add(keeps ? ref.name() : "")
        .add(keeps)
        .add(reference.submodules())
        .add(reference.times())
        .add(reference.remote())
        .digest();
  }

  private GitProgram program(Path directory, GitReference reference) throws IOException {
    String protocols = reference.isSsh() ? "http:https:git:ssh" : "http:https:git";
    GitProgram program =
        new GitProgram(directory, GitEnvironment.of(environment, settings(), protocols));
    Optional<String> server = reference.webServer();
    Optional<String> header =
        server.isEmpty() ? Optional.empty() : secrets.git(URI.create(server.get()).getHost());
    return header.isEmpty()
        ? program
        : program.with("http." + server.get() + ".extraHeader", "Authorization: " + header.get());
  }

  private GitProgram localProgram(Path directory) throws IOException {
    return new GitProgram(directory, GitEnvironment.of(environment, settings(), "file"));
  }

  private synchronized Path settings() throws IOException {
    Path known = settings;
    if (known == null || !Files.exists(known, LinkOption.NOFOLLOW_LINKS)) {
      known = cache.temporaryFile();
      Files.writeString(known, GitEnvironment.SETTINGS, UTF_8);
      settings = known;
    }
    return known;
  }

  private static String said(GitReference reference, Outcome outcome) throws GitException {
    if (!outcome.isSuccess()) {
      throw failed(reference, outcome);
    }
    return outcome.output();
  }

  /** What git said, with the password of the remote taken out. */
  static GitException failed(GitReference reference, Outcome outcome) {
    String errors = outcome.errors().strip().replace(reference.remote(), reference.shownRemote());
    return GitException.ofRemote(
        "failed to fetch remote " + reference.shownRemote() + ": " + errors);
  }
}

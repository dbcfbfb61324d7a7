package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Scope;
import io.camelmirror.posix.Errno;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import io.camelmirror.tree.WritableTree;
import io.camelmirror.tree.local.LocalSite;
import io.camelmirror.tree.local.LocalTrees;
import io.camelmirror.watched.Watch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal on one path does not affect others; a missing capability is reported once. */
class CapabilityTest {

  private static final int E2BIG = 7;

  /** In the form of the kernel: a named user may read. */
  private static final byte[] ACCESS_LIST =
      HexFormat.of()
          .parseHex(
              "02000000"
                  + "01000600ffffffff"
                  + "02000400e8030000"
                  + "04000400ffffffff"
                  + "10000400ffffffff"
                  + "20000000ffffffff");

  private static final List<String> PATHS = List.of("a", "b", "c", "d/e");

  @TempDir Path folder;
  private final PassRecord record = new PassRecord();
  private TreeBuilder source;
  private TreeBuilder replica;

  @BeforeEach
  void makeRoots() throws Exception {
    NativeCalls.require();
    source = TreeBuilder.in(folder.resolve("source"));
    replica = TreeBuilder.in(folder.resolve("replica"));
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView(UserDefinedFileAttributeView.class),
        "the file system has no extended attributes");
    for (String path : PATHS) {
      source.add(path + " = content of " + path).mode(path, 0640);
      attributes(source, path).write("mark", ByteBuffer.wrap(bytes(path)));
    }
  }

  @Test
  void anAttributeThatOnePathIsRefusedIsAProblemOfThatPath() throws Exception {
    try (Mirror mirror = builder().watchedBy(new Refusing("b")).open(record)) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(report.copied()).isEqualTo(4);
      assertThat(report.failed()).isEqualTo(1);
      assertThat(record.problems().get(0).toString())
          .startsWith("could not set all attributes of b: its extended attribute user.mark: ");
      // All but that attribute is in place, its time and permissions too.
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
      for (String path : PATHS) {
        assertThat(attributes(replica, path).list())
            .as(path)
            .isEqualTo(path.equals("b") ? List.of() : List.of("mark"));
      }
      assertThat(record.notKept()).isEmpty();

      record.clear();
      mirror.pass(Scope.ALL);
      assertThat(record.changes()).as("it is tried again").isEmpty();
      assertThat(record.problems().toString()).contains("could not set the attributes of b");
    }
    try (Mirror sound = builder().open(record)) {
      sound.pass(Scope.ALL);
      assertThat(attributes(replica, "b").list()).containsExactly("mark");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {E2BIG, Errno.EINVAL, Errno.ENOSPC})
  void anAccessListThatDoesNotFitIsAProblemOfThatPath(int error) throws Exception {
    try (WritableTree tree = LocalTrees.open(LocalSite.Calls.POSIX, source.root());
        WritableDirectory root = tree.open(Path.of(""))) {
      for (String path : List.of("a", "b")) {
        try (WritableHandle entry = root.openEntry(RawPath.of(Path.of(path)))) {
          entry.setExtended(ExtendedAttributes.OWN_ACCESS_LIST, ACCESS_LIST);
        } catch (NotSupportedException e) {
          assumeTrue(false, "the file system has no ACLs");
        }
      }
    }
    IOException refusal =
        error == Errno.EINVAL
            ? new NotSupportedException("b", Errno.text(error))
            : Errno.exception(-error, Path.of("b"));
    MirrorBuilder lists =
        MirrorBuilder.of(source, replica).keeping(new FidelityBuilder().accessLists().build());
    try (Mirror mirror = lists.watchedBy(new Refusing("b", refusal)).open(record)) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(report.copied()).isEqualTo(4);
      assertThat(report.failed()).isEqualTo(1);
      assertThat(record.problems().toString())
          .contains("attributes of b: its extended attribute system.posix_acl_access: ")
          .contains(Errno.text(error));
      assertThat(replica.content("b")).isEqualTo("content of b");
      assertThat(Files.getAttribute(replica.path("b"), "unix:mode"))
          .as("the bits that were the list's mask are no rights of the group")
          .isEqualTo(0100600);
      assertThat(TreeSnapshot.of(replica.root()).get("a"))
          .isEqualTo(TreeSnapshot.of(source.root()).get("a"));
      assertThat(record.notKept()).isEmpty();
    }
  }

  @Test
  void whatAllPathsAreRefusedIsToldOnceAndIsNoFailure() throws Exception {
    try (Mirror mirror = builder().watchedBy(new Refusing(null)).open(record)) {
      assertThat(mirror.pass(Scope.ALL).failed()).isZero();
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
      assertThat(record.notKept())
          .containsExactly(
              "extended attributes are not kept: the replica's file system does not store them");
      record.clear();
      source.add("d/f = 1");
      attributes(source, "d/f").write("mark", ByteBuffer.wrap(bytes("f")));
      mirror.pass(Scope.ALL);
      assertThat(record.changes()).containsExactly("CREATE d/f");
      assertThat(record.problems()).isEmpty();
      assertThat(record.notKept()).isEmpty();
    }
  }

  private MirrorBuilder builder() throws Exception {
    return MirrorBuilder.of(source, replica).keeping(new FidelityBuilder().attributes().build());
  }

  private static UserDefinedFileAttributeView attributes(TreeBuilder tree, String path) {
    return Files.getFileAttributeView(tree.path(path), UserDefinedFileAttributeView.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Refuses extended attributes as a file system does that lacks them. */
  private static final class Refusing implements Watch {

    private final String name;
    private final IOException refusal;
    private final Set<Path> copies = ConcurrentHashMap.newKeySet();

    /** Refuses them for one file; null for all. */
    Refusing(String name) {
      this(name, new NotSupportedException(String.valueOf(name), "Operation not supported"));
    }

    Refusing(String name, IOException refusal) {
      this.name = name;
      this.refusal = refusal;
    }

    @Override
    public void copies(Path from, Path to) {
      if (name != null && from.endsWith(name)) {
        copies.add(to);
      }
    }

    @Override
    public void writes(String call, Path path) throws IOException {
      boolean refused = name == null || path.endsWith(name) || copies.contains(path);
      if (call.equals("setExtended") && refused) {
        throw refusal;
      }
    }
  }
}

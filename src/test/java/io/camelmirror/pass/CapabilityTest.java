package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.watched.Watch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refusal on one path does not affect others; a missing capability is reported once. */
class CapabilityTest {

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
    private final Set<Path> copies = ConcurrentHashMap.newKeySet();

    /** Refuses them for one file; null for all. */
    Refusing(String name) {
      this.name = name;
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
        throw new NotSupportedException(path.toString(), "Operation not supported");
      }
    }
  }
}

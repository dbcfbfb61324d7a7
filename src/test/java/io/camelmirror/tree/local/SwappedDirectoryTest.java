package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.TreeBuilder;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import io.camelmirror.tree.WritableTree;
import io.camelmirror.tree.local.LocalSite.Calls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A directory that is swapped for a link while it is held: what the link leads to stays as it is.
 */
@ParameterizedClass
@EnumSource
class SwappedDirectoryTest {

  @Parameter Calls calls;
  @TempDir Path folder;
  private TreeBuilder tree;
  private TreeBuilder elsewhere;

  private interface Call {
    void on(WritableDirectory held) throws IOException;
  }

  @BeforeEach
  void makeTrees() throws IOException {
    LocalTrees.require(calls);
    tree = TreeBuilder.in(folder.resolve("tree"), "d/a = mine", "d/sub/");
    elsewhere = TreeBuilder.in(folder.resolve("elsewhere"), "a = precious", "sub/");
  }

  private static RawPath name(String name) {
    return RawPath.of(Path.of(name));
  }

  @Test
  void touchesNothingElsewhere() throws IOException {
    List<Call> all =
        List.of(
            held -> held.createFile(name("new")).close(),
            held -> held.createDirectory(name("new-dir")),
            held -> held.createLink(name("new-link"), name("x")),
            held -> entry(held, "a", entry -> held.createHardLink(entry, name("hard"))),
            held -> held.rename(name("a"), name("b"), false),
            held -> held.rename(name("b"), name("a"), true),
            held -> entry(held, "a", entry -> entry.setMode(0600)),
            held -> entry(held, "a", entry -> entry.setMode(04700)),
            held -> entry(held, "a", entry -> entry.setModified(new Timestamp(0, 0))),
            held -> entry(held, "a", entry -> entry.setOwner(-1, entry.self().gid())),
            held -> held.setMode(0700),
            held -> held.setModified(new Timestamp(0, 0)),
            held -> held.delete(name("sub"), true),
            held -> held.delete(name("a"), false));
    Map<String, Object> before = state();
    try (WritableTree root = LocalTrees.open(calls, tree.root());
        WritableDirectory held = root.open(Path.of("d"))) {
      swap();
      for (Call call : all) {
        try {
          call.on(held);
        } catch (NoSuchFileException e) {
          // It has seen that its path leads elsewhere.
          assertThat(calls).isEqualTo(Calls.NIO);
        }
        assertThat(state()).isEqualTo(before);
      }
    }
    assertThat(elsewhere.content("a")).isEqualTo("precious");
    assertThat(tree.path("moved/a")).as("deleted where it is held").doesNotExist();
  }

  @Test
  void readsNothingElsewhere() throws IOException {
    try (WritableTree root = LocalTrees.open(calls, tree.root());
        WritableDirectory held = root.open(Path.of("d"))) {
      swap();
      elsewhere.add("more = 1");
      assertThat(held.list(null)).extracting(RawPath::toString).containsExactly("a", "sub");
      try {
        assertThat(held.read(name("a")).size()).isEqualTo(4);
      } catch (NoSuchFileException e) {
        assertThat(calls).isEqualTo(Calls.NIO);
      }
    }
  }

  @Test
  void findsNoWayThroughTheLink() throws IOException {
    try (WritableTree root = LocalTrees.open(calls, tree.root())) {
      swap();
      for (String path : new String[] {"d", "d/sub"}) {
        assertThatThrownBy(() -> root.open(Path.of(path)))
            .isInstanceOf(NotDirectoryException.class);
      }
    }
  }

  private static void entry(WritableDirectory held, String name, Setting setting)
      throws IOException {
    try (WritableHandle entry = held.openEntry(name(name))) {
      setting.on(entry);
    }
  }

  private interface Setting {
    void on(WritableHandle entry) throws IOException;
  }

  private void swap() throws IOException {
    Files.move(tree.path("d"), tree.path("moved"));
    Files.createSymbolicLink(tree.path("d"), elsewhere.root());
  }

  private Map<String, Object> state() throws IOException {
    return Map.of(
        "names", List.of(elsewhere.root().toFile().list()).stream().sorted().toList(),
        "root", Files.readAttributes(elsewhere.root(), "unix:mode,ctime"),
        "file", Files.readAttributes(elsewhere.path("a"), "unix:mode,ctime,nlink"));
  }
}

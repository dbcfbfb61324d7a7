package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.Entries;
import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.local.LocalSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(LocalSite.Calls.class)
class OrphanCountTest {

  @Parameter LocalSite.Calls calls;
  @TempDir Path folder;
  private TreeBuilder replica;

  @BeforeEach
  void makeRoot() throws IOException {
    NativeCalls.require(calls);
    replica = TreeBuilder.in(folder.resolve("replica"));
  }

  @Test
  void countsEverythingBelow() throws Exception {
    replica.add("d/a = 1", "d/e/b = 1", "d/e/f/c = 1", "d/empty/", "file = 1", "stays/a = 1");
    assertThat(count("d")).isEqualTo(7);
    assertThat(count("file")).isEqualTo(1);
    assertThat(count("d", "file")).isEqualTo(8);
    assertThat(count()).isZero();
  }

  @Test
  void countsADirectoryPartByPart() throws Exception {
    for (int i = 0; i < 7; i++) {
      replica.add("d/" + i + "/a = 1", "d/" + i + "/b/");
    }
    Change orphan = delete("d", Entries.directory().entry());
    try (Tree root = open()) {
      for (int most : new int[] {1, 2, 7, 8}) {
        assertThat(new OrphanCount(root, most).of(List.of(orphan))).isEqualTo(1 + 7 + 14);
      }
    }
  }

  @Test
  void goesThroughNoLink() throws Exception {
    TreeBuilder.in(folder.resolve("elsewhere"), "a = 1", "b = 1");
    replica.add("d/l -> ../../elsewhere", "top -> ../elsewhere");
    assertThat(count("d", "top")).isEqualTo(3);
  }

  @Test
  void countsForOneWhatCannotBeRead() throws Exception {
    TreeBuilder.in(folder.resolve("elsewhere"), "a = 1");
    replica.add("d -> ../elsewhere", "file = 1");
    // They were directories when the march met them.
    assertThat(countDirectories("d", "file", "absent")).isEqualTo(3);
  }

  private long count(String... paths) throws IOException {
    List<Change> orphans = new ArrayList<>();
    try (Tree root = open()) {
      for (String path : paths) {
        orphans.add(delete(path, root.read(Path.of(path))));
      }
      return new OrphanCount(root).of(orphans);
    }
  }

  private long countDirectories(String... paths) throws IOException {
    List<Change> orphans = new ArrayList<>();
    for (String path : paths) {
      orphans.add(delete(path, Entries.directory().entry()));
    }
    try (Tree root = open()) {
      return new OrphanCount(root).of(orphans);
    }
  }

  private Tree open() throws IOException {
    FolderPair folders = new FolderPair(folder, replica.root());
    return new LocalSite(folders, calls).openOutside(replica.root(), ReadOptions.PLAIN, false);
  }

  private static Change delete(String path, Entry entry) {
    return new Change(Action.DELETE, Path.of(path), null, entry);
  }
}

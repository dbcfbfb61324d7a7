package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.local.LocalSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteGuardTest {

  @TempDir Path folder;
  private TreeBuilder source;
  private TreeBuilder replica;

  @BeforeEach
  void makeRoots() throws IOException {
    source = TreeBuilder.in(folder.resolve("source"));
    replica = TreeBuilder.in(folder.resolve("replica"), "d/");
  }

  @Test
  void countsEverythingBelowAnOrphanedFolder() throws Exception {
    replica.add("d/a = 1", "d/e/b = 1", "d/e/c = 1");
    assertThat(check("5", null, 6)).isNull();
    Refusal refusal = check("4", null, 6);
    assertThat(refusal.guard()).isEqualTo("max-delete");
    assertThat(refusal.orphans()).isEqualTo(5);
    assertThat(refusal.reason())
        .startsWith("5 of 11 entries would be deleted")
        .contains("mirror.max-delete=4", "nothing is deleted", "--max-delete off");
  }

  @Test
  void letsASmallTreeLoseEverything() throws Exception {
    fill(MaxDelete.ALWAYS - 1);
    assertThat(check("50%", null, 0)).isNull();
  }

  @Test
  void refusesMoreThanThePartOfALargerTree() throws Exception {
    fill(MaxDelete.ALWAYS);
    assertThat(check("50%", null, 100).orphans()).isEqualTo(101);
    assertThat(check("50%", null, 101)).isNull();
  }

  @Test
  void refusesNothingWhenOff() throws Exception {
    fill(MaxDelete.ALWAYS);
    assertThat(check("off", null, 0)).isNull();
  }

  @Test
  void wantsTheMarkerInTheSource() throws Exception {
    replica.add("here = 1");
    for (String limit : List.of("0", "off")) {
      Refusal refusal = check(limit, "here", 1000);
      assertThat(refusal.guard()).as(limit).isEqualTo("marker");
      assertThat(refusal.reason())
          .as(limit)
          .isEqualTo("the marker here is not in the source %s: nothing is deleted", source.root());
    }
    source.add("here = ");
    assertThat(check("off", "here", 1000)).isNull();
    assertThat(check("0", "here", 1000).guard()).isEqualTo("max-delete");
  }

  private void fill(int files) throws IOException {
    for (int i = 0; i < files; i++) {
      replica.add("d/" + i + " = ");
    }
  }

  /** What the guard says to the DELETE of the folder d. */
  private Refusal check(String limit, String marker, long others) throws Exception {
    Safety safety =
        new Safety(MaxDelete.parse(limit), marker, false, false, null, Duration.ofDays(1), false);
    FolderPair folders = FolderPair.of(source.root(), replica.root());
    try (Trees trees = new LocalSite(folders).open(ReadOptions.PLAIN, false)) {
      Path path = Path.of("d");
      Change orphan = new Change(Action.DELETE, path, null, trees.replica().read(path));
      return new DeleteGuard(safety)
          .check(List.of(orphan), 0, count -> others + count, trees)
          .refusal();
    }
  }
}

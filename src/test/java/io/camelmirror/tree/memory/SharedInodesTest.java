package io.camelmirror.tree.memory;

import static io.camelmirror.tree.memory.Ground.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.Scope;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.Safety;
import io.camelmirror.tree.FileLimits;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hard links where a file system gives one inode number to several files. */
@Timeout(60)
class SharedInodesTest {

  private static final String SAID =
      "hard links are not kept everywhere: the %s's file system gives one inode number to several"
          + " files, such as ";

  private static final Fidelity HARD_LINKS = new FidelityBuilder().hardLinks().build();
  private static final Safety SAFETY = EngineTest.unlimited(null);

  private MemorySite site;
  private Ground ground;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  @Test
  void copiesTheFilesOfSuchASourceApart() throws Exception {
    ground(new MemoryDisk(1).sharingNumbers(), new MemoryDisk(2));
    ground.source("a = 1", "b = 22", "d/c = 33", "d/e = 44");
    ground.replica("b = 22", "d/").link(ground.site().replica(), "b", "d/c");

    assertThat(pass().failed()).isZero();

    assertEqual();
    assertThat(ground.replica()).noneMatch(line -> line.contains("same as"));
    assertThat(told).filteredOn(line -> line.startsWith(SAID.formatted("source"))).hasSize(1);
    assertNothingIsLeftToDo();

    ground.edit("d/c", 0600, TIME);
    pass();
    assertThat(told).contains("ATTRIBUTES d/c");
    assertEqual();
  }

  @Test
  void takesNoFileOfSuchAReplicaForAnother() throws Exception {
    ground(new MemoryDisk(1), new MemoryDisk(2).sharingNumbers());
    ground.source("a = 1", "b = 22", "d/c = 333", "d/e = 4444").link("a", "d/a");
    ground.replica("a = 1", "b = 1", "d/c = 1");

    assertThat(pass().failed()).isZero();

    assertEqual();
    assertThat(told).filteredOn(line -> line.startsWith(SAID.formatted("replica"))).hasSize(1);
    assertNothingIsLeftToDo();

    ground.edit("b", 0600, TIME);
    pass();
    assertEqual();
    assertNothingIsLeftToDo();
  }

  @Test
  void linksOnlyOnWhatDiskTheNumbersMeanSomething() throws Exception {
    ground(new MemoryDisk(1), new MemoryDisk(2));
    site.mount(site.source(), "odd", new MemoryDisk(3).sharingNumbers());
    ground.source("a = 1", "odd/a = 1", "odd/b = 22").link("a", "b");

    pass();

    assertThat(ground.replica())
        .anyMatch(line -> line.startsWith("b FILE") && line.contains("same as a"))
        .noneMatch(line -> line.startsWith("odd/b") && line.contains("same as"));
    assertNothingIsLeftToDo();
  }

  /** The entries of its names differ then, as those of different files do. */
  @Test
  void linksAFileThatIsWrittenToBetweenTwoLooks() throws Exception {
    ground(new MemoryDisk(1), new MemoryDisk(2));
    ground.source("a = 1", "m = 1").link("a", "z");
    PathFilter writing =
        (relative, entry, side) -> {
          if (relative.toString().equals("m")) {
            write("a", "longer");
          }
          return true;
        };

    Selection selection = Selection.of(null, null, FileLimits.NONE, writing, false);
    try (Mirror mirror = EngineTest.mirror(ground, HARD_LINKS, SAFETY, selection, told)) {
      assertThat(mirror.pass(Scope.ALL).failed()).isZero();
    }

    assertThat(ground.replica()).isEqualTo(ground.source());
    assertThat(told).contains("CREATE a", "CREATE m", "CREATE z");
  }

  private void write(String file, String content) {
    try {
      site.write(site.source(), Path.of(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ground(MemoryDisk source, MemoryDisk replica) throws IOException {
    site = new MemorySite(source, replica);
    ground = Ground.of(site);
  }

  private void assertEqual() throws Exception {
    assertThat(ground.replica().stream().map(SharedInodesTest::withoutLink))
        .isEqualTo(ground.source().stream().map(SharedInodesTest::withoutLink).toList());
  }

  private static String withoutLink(String line) {
    return line.replaceFirst("same as \\S+", "");
  }

  private void assertNothingIsLeftToDo() throws Exception {
    told.clear();
    assertThat(pass().changes()).as(told.toString()).isZero();
    told.clear();
  }

  private PassReport pass() throws Exception {
    try (Mirror mirror = EngineTest.mirror(ground, HARD_LINKS, SAFETY, Selection.ALL, told)) {
      return mirror.pass(Scope.ALL);
    }
  }
}

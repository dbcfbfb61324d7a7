package io.camelmirror.tree.memory;

import static io.camelmirror.tree.memory.Ground.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Scope;
import io.camelmirror.pass.ChangeSink;
import io.camelmirror.pass.MaxDelete;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.MirrorOptions;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.Safety;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.memory.Ground.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole passes over each implementation of the seam between the engine and what it mirrors. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class EngineTest {

  @Parameter Way way;
  @TempDir Path folder;
  private Ground ground;
  private Fidelity fidelity = Fidelity.PLAIN;
  private Safety safety = unlimited(null);
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void makeTrees() throws Exception {
    ground = Ground.of(way, folder);
  }

  @Test
  void copiesANewTree() throws Exception {
    ground.source("a = 1", "d/e/b = 22", "d/empty/", "l -> d/e", "dangling -> ../no/where");
    ground.edit("d/e/b", 0600, TIME.plusSeconds(1)).edit("d/e", 02711, TIME).edit("d", 0555, TIME);
    PassReport report = pass();
    assertThat(report.copied()).isEqualTo(4);
    assertThat(report.bytes()).isEqualTo(3);
    assertEqual();
  }

  @Test
  void findsNothingToDoInASecondPass() throws Exception {
    ground.source("a = 1", "d/e/b = 22", "l -> a").edit("d/e", 0700, TIME.plusSeconds(9));
    pass();
    told.clear();
    PassReport second = pass();
    assertThat(second.changes()).isZero();
    assertThat(second.unchanged()).isEqualTo(3);
    assertThat(told).isEmpty();
    assertEqual();
  }

  @Test
  void updatesContentAndAttributes() throws Exception {
    ground.source("content = new", "mode = 1", "time = 1", "l -> new", "d/same = 1", "longer = 12");
    ground.replica("content = old", "mode = 1", "time = 1", "l -> old", "d/same = 1", "longer = 1");
    ground.edit("content", 0644, TIME.plusSeconds(1)).edit("mode", 04711, TIME);
    ground.edit("time", 0644, TIME.minusSeconds(1)).edit("d", 0700, TIME.plusNanos(1));
    pass();
    assertThat(told)
        .containsExactlyInAnyOrder(
            "UPDATE content",
            "ATTRIBUTES mode",
            "UPDATE time",
            "UPDATE l",
            "ATTRIBUTES d",
            "UPDATE longer",
            "ATTRIBUTES ");
    assertEqual();
  }

  @Test
  void replacesEachKindByEachOther() throws Exception {
    String[] kinds = {" = content", " -> target", "/", way == Way.NIO ? "/" : " |"};
    for (int i = 0; i < kinds.length; i++) {
      for (int j = 0; j < kinds.length; j++) {
        ground.source("x" + i + j + kinds[i]);
        ground.replica("x" + i + j + kinds[j]);
        if (kinds[i].equals("/")) {
          ground.source("x" + i + j + "/in/deep = 1");
        }
        if (kinds[j].equals("/")) {
          ground.replica("x" + i + j + "/gone/deep = 1");
        }
      }
    }
    fidelity = new FidelityBuilder().specials().build();
    pass();
    assertEqual();
  }

  @Test
  void removesOrphansHoweverDeep() throws Exception {
    ground.source("kept/a = 1");
    ground.replica("kept/a = 1", "kept/gone = 1", "o/p/q/r = 1", "o/l -> ../kept", "o/empty/");
    PassReport report = pass();
    assertThat(report.deleted()).isEqualTo(3);
    assertEqual();
  }

  @Test
  void removesNothingWhenTheGuardRefuses() throws Exception {
    safety = new Safety(new MaxDelete(2, 0), null, false, false, null, Duration.ofDays(30), false);
    ground.source("new = 1", "x/in = 1");
    ground.replica("o/a = 1", "o/b = 1", "x = a file");
    List<String> before = ground.replica();
    PassReport report = pass();
    assertThat(report.refused()).isEqualTo("max-delete");
    assertThat(report.notReplaced()).isEqualTo(1);
    assertThat(ground.replica()).containsAll(before.subList(1, before.size())).hasSize(5);
  }

  @Test
  void movesWhatItRemovesOrOverwritesToTheTrash() throws Exception {
    Path trash = way == Way.MEMORY ? Path.of("/memory/trash") : folder.resolve("trash");
    safety = unlimited(trash);
    ground.source("a = new!");
    ground.replica("a = old", "o/p = orphan");
    pass();
    assertEqual();
    assertThat(ground.snapshot(trash))
        .anyMatch(line -> line.contains("/a FILE") && line.endsWith("old"))
        .anyMatch(line -> line.contains("/o/p FILE") && line.endsWith("orphan"));
  }

  @Test
  void keepsHardLinks() throws Exception {
    fidelity = new FidelityBuilder().hardLinks().build();
    ground.source("a = 1", "d/").link("a", "b").link("a", "d/c").edit("d", 0755, TIME);
    ground.replica("b = 1", "d/c/in-the-way = 1");
    pass();
    assertEqual();
    told.clear();
    pass();
    assertThat(told).isEmpty();
    ground.delete("b").source("b = alone");
    pass();
    assertEqual();
  }

  @Test
  void keepsExtendedAttributes() throws Exception {
    assumeTrue(way != Way.NIO, "Java has no calls for them");
    fidelity = new FidelityBuilder().attributes().build();
    ground.source("a = 1", "d/b = 1", "c = 1");
    pass();
    ground.attribute("a", "user.x", "1").attribute("d", "user.y", "2");
    pass();
    assertThat(told).contains("ATTRIBUTES a", "ATTRIBUTES d");
    assertEqual();
    ground.attribute("a", "user.x", "changed").attribute("d", "user.y", null);
    pass();
    assertEqual();
  }

  @Test
  void keepsFifos() throws Exception {
    assumeTrue(way != Way.NIO, "Java has no calls for them");
    fidelity = new FidelityBuilder().specials().build();
    ground.source("p |").edit("p", 0600, TIME.plusSeconds(1));
    pass();
    assertEqual();
  }

  @Test
  void followsEditsThroughSeveralPasses() throws Exception {
    ground.source("a = 1", "d/b = 1", "d/e/c = 1", "l -> a");
    pass();
    ground.delete("d").source("d = a file now", "l2 -> d").delete("a");
    pass();
    assertEqual();
    ground.delete("d").source("d/e/f/g = 1").edit("d", 0711, TIME);
    pass();
    assertEqual();
  }

  @Test
  void changesFoldersThatTheirOwnerMayNotUse() throws Exception {
    for (int mode : new int[] {0500, 0300, 0000}) {
      String name = "d" + mode;
      ground.source(name + "/a = new!", name + "/e/b = 1").edit(name, 0555, TIME);
      ground.replica(name + "/a = old", name + "/e/gone = 1").protect(name, mode);
    }
    pass();
    assertEqual();
  }

  @Test
  void coversAScope() throws Exception {
    ground.source("a = 1", "d/b = 1", "d/e/c = 1").replica("d/e/", "d/orphan = 1", "top = 1");
    try (Mirror mirror = mirror()) {
      mirror.pass(Scope.alone(List.of(Path.of("d"))));
    }
    assertThat(told).contains("CREATE d/b").doesNotContain("CREATE a", "CREATE d/e/c");
    pass();
    assertEqual();
  }

  /** Deletes as much as it finds, into a trash unless that is null. */
  static Safety unlimited(Path trash) {
    return new Safety(MaxDelete.OFF, null, false, false, trash, Duration.ofDays(30), false);
  }

  private PassReport pass() throws Exception {
    try (Mirror mirror = mirror()) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(report.failed()).as(told.toString()).isZero();
      return report;
    }
  }

  private Mirror mirror() throws Exception {
    return mirror(ground, fidelity, safety, told);
  }

  static Mirror mirror(Ground ground, Fidelity fidelity, Safety safety, List<String> told)
      throws Exception {
    return mirror(ground, fidelity, safety, Selection.ALL, told);
  }

  static Mirror mirror(
      Ground ground, Fidelity fidelity, Safety safety, Selection selection, List<String> told)
      throws Exception {
    MirrorOptions options = MirrorOptions.PLAIN.with(fidelity).with(safety).with(selection);
    Mirror mirror = new Mirror("test", ground.site(), options, ChangeSink.DIRECT);
    mirror.setRemovals(ChangeSink.DIRECT);
    mirror.addListener(
        new PassListener() {
          @Override
          public void changed(PassProgress pass, Change change, Outcome outcome) {
            told.add(change.action() + " " + change.path());
          }

          @Override
          public void problem(PassProgress pass, Problem problem) {
            told.add(problem.toString());
          }

          @Override
          public void notKept(String name, String line) {
            if (!line.startsWith("times of symbolic links")) {
              told.add(line);
            }
          }
        });
    mirror.open();
    return mirror;
  }

  private void assertEqual() throws Exception {
    assertThat(ground.replica()).isEqualTo(ground.source());
  }
}

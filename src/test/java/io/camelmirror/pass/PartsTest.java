package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.SmallParts;
import io.camelmirror.watched.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directories that are listed in parts, each side in parts of its own size. */
class PartsTest {

  private static final int NAMES = 400;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 8000", "8000, 1", "40, 97", "97, 40", "300, 1000"})
  void comeToTheSameAsOnePart(int ofSource, int ofReplica) throws Exception {
    PassRecord inParts = new PassRecord();
    AtomicInteger parts = new AtomicInteger();
    Watch cutting =
        new Watch() {
          @Override
          public NameList list(Directory directory, RawPath after) throws IOException {
            parts.incrementAndGet();
            boolean source = directory.path().startsWith(folder.resolve("parts/source"));
            return SmallParts.list(directory, after, source ? ofSource : ofReplica);
          }
        };
    PassReport report = pass("parts", cutting, inParts);
    PassRecord whole = new PassRecord();
    assertThat(report)
        .usingRecursiveComparison()
        .ignoringFields("started", "ended", "duration")
        .isEqualTo(pass("whole", new Watch() {}, whole));
    assertThat(inParts.changes()).containsExactlyInAnyOrderElementsOf(whole.changes());
    assertThat(inParts.problems()).isEmpty();
    assertThat(report.deleted()).isPositive();
    assertThat(parts).hasValueGreaterThan(10);
  }

  private PassReport pass(String at, Watch watch, PassRecord record) throws Exception {
    TreeBuilder source = TreeBuilder.in(folder.resolve(at + "/source"));
    TreeBuilder replica = TreeBuilder.in(folder.resolve(at + "/replica"));
    Random random = new Random(1);
    for (int i = 0; i < NAMES; i++) {
      String name = Integer.toString(random.nextInt(), 36);
      int where = random.nextInt(4);
      if (where < 3) {
        source.add(name + (i % 20 == 0 ? "/a = 1" : " = 1"));
      }
      if (where > 0) {
        replica.add(name + (i % 30 == 0 ? "/b = 1" : " = 1" + (i % 3 == 0 ? "2" : "")));
      }
    }
    try (Mirror mirror = MirrorBuilder.of(source, replica).watchedBy(watch).open(record)) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
      return report;
    }
  }
}

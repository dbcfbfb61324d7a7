package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Scope;
import io.camelmirror.diff.Skipped;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.Kind;
import io.camelmirror.watched.Watch;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassListenerTest {

  @TempDir Path folder;
  private final PassRecord record = new PassRecord();
  private TreeBuilder source;
  private TreeBuilder replica;

  @BeforeEach
  void makeRoots() throws Exception {
    source = TreeBuilder.in(folder.resolve("source"), "d/a = 1234", "b = 12", "same = 1", "p |");
    replica = TreeBuilder.in(folder.resolve("replica"), "b = 1", "same = 1", "gone = 1");
  }

  @Test
  void hearsOfEverythingOnce() throws Exception {
    replica.add(".camel-mirror-0123456789abcdef.part = left");
    try (Mirror mirror = builder().open(record)) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(report.mirror()).isEqualTo("photos");
      mirror.pass(Scope.ALL);
    }
    assertThat(record.events())
        .containsExactly("began photos 1", "ended photos 1", "began photos 2", "ended photos 2");
    assertThat(record.changes())
        .containsExactlyInAnyOrder(
            "leftover .camel-mirror-0123456789abcdef.part",
            "CREATE d",
            "CREATE d/a",
            "UPDATE b",
            "DELETE gone");
    assertThat(record.skipped()).containsExactly("p FIFO KIND", "p FIFO KIND");
    assertThat(record.problems()).isEmpty();
  }

  @Test
  void readsTheCountersWhileThePassRuns() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    PassListener reading =
        new PassListener() {
          @Override
          public void changed(PassProgress pass, Change change, Outcome outcome) {
            if (change.path().equals(Path.of("d/a"))) {
              seen.add(pass.mirror() + " " + pass.number() + " " + pass.scope().isAll());
              // The names of the root, and that in d.
              assertEventually(pass);
            }
          }

          private void assertEventually(PassProgress pass) {
            Assertions.assertThat(pass.seen()).isEqualTo(5);
            Assertions.assertThat(pass.found()).isGreaterThanOrEqualTo(2);
            Assertions.assertThat(pass.done()).isBetween(1L, pass.found());
            Assertions.assertThat(pass.bytesFound()).isEqualTo(6);
            Assertions.assertThat(pass.bytesDone()).isBetween(4L, 6L);
            seen.add("counted");
          }
        };
    ChangeSink sink =
        pending -> {
          if (pending.change().path().equals(Path.of("d/a"))) {
            seen.add("sent by " + pending.mirror());
          }
          ChangeSink.DIRECT.accept(pending);
        };
    try (Mirror mirror = builder().threads(1).sendingTo(sink).open(reading)) {
      mirror.pass(Scope.ALL);
    }
    assertThat(seen).containsExactly("sent by photos", "photos 1 true", "counted");
  }

  @Test
  void seesTheCurrentPaths() throws Exception {
    List<Path> current = Collections.synchronizedList(new ArrayList<>());
    PassProgress[] progress = new PassProgress[1];
    ChangeSink sink =
        pending -> {
          if (pending.change().path().equals(Path.of("b"))) {
            current.addAll(progress[0].currentPaths());
          }
          ChangeSink.DIRECT.accept(pending);
        };
    try (Mirror mirror = builder().sendingTo(sink).open(keeping(progress))) {
      mirror.pass(Scope.ALL);
    }
    assertThat(current).contains(Path.of("b"));
    assertThat(progress[0].currentPaths()).isEmpty();
  }

  @Test
  void seesTheBytesOfALongCopyBeforeItEnds() throws Exception {
    long size = 20L << 20;
    try (RandomAccessFile file = new RandomAccessFile(source.path("long").toFile(), "rw")) {
      file.setLength(size);
    }
    PassProgress[] progress = new PassProgress[1];
    long[] during = new long[1];
    Watch watch =
        new Watch() {
          @Override
          public void copied(Path from, Path to) {
            if (from.endsWith("long")) {
              during[0] = progress[0].bytesDone();
            }
          }
        };
    try (Mirror mirror = builder().watchedBy(watch).open(keeping(progress))) {
      mirror.pass(Scope.ALL);
    }
    assertThat(during[0]).isBetween(16L << 20, size + 6);
    assertThat(progress[0].bytesDone()).isEqualTo(size + 6);
    assertThat(progress[0].checked()).isEqualTo(5);
  }

  private static PassListener keeping(PassProgress[] progress) {
    return new PassListener() {
      @Override
      public void passBegan(PassProgress pass) {
        progress[0] = pass;
      }
    };
  }

  @Test
  void hearsOfAProblem() throws Exception {
    Watch failing =
        new Watch() {
          @Override
          public void reads(String call, Path path) throws AccessDeniedException {
            if (call.equals("open") && path.endsWith("source/b")) {
              throw new AccessDeniedException(path.toString());
            }
          }
        };
    try (Mirror mirror = builder().watchedBy(failing).open(record)) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(report.failed()).isEqualTo(1);
    }
    assertThat(record.problems()).extracting(Problem::path).containsExactly(Path.of("b"));
    assertThat(record.problems().get(0))
        .hasToString("could not copy b: permission denied: " + source.path("b"));
    assertThat(replica.content("b")).isEqualTo("1");
  }

  @Test
  void hearsOfARefusalOnceWhileItStaysSo() throws Exception {
    try (Mirror mirror = builder().maxDelete("0").open(record)) {
      mirror.pass(Scope.ALL);
      assertThat(mirror.pass(Scope.ALL).refused()).isEqualTo("max-delete");
      replica.delete("gone");
      assertThat(mirror.pass(Scope.ALL).refused()).isNull();
      replica.add("gone = 1");
      mirror.pass(Scope.ALL);
    }
    assertThat(record.events().stream().filter(event -> event.startsWith("refused")))
        .containsExactly("refused max-delete 1", "refused max-delete 1");
  }

  @Test
  void hearsOfAPassThatCannotBegin() throws Exception {
    try (Mirror mirror = builder().open(record)) {
      source.delete("");
      Assertions.assertThatThrownBy(() -> mirror.pass(Scope.ALL)).isInstanceOf(GoneException.class);
      assertThat(record.events()).containsExactly("failed photos");
      assertThat(record.failures()).hasExactlyElementsOfTypes(GoneException.class);
      TreeBuilder.in(source.root(), "a = 1");
      assertThat(mirror.pass(Scope.ALL).pass()).as("those that began are counted").isEqualTo(1);
    }
  }

  @Test
  void doesNoHarmByThrowing() throws Exception {
    source.add("file = 1");
    replica.add("file/a = 1");
    try (Mirror mirror = builder().open(new Throwing(), record)) {
      assertThat(mirror.pass(Scope.ALL).failed()).isZero();
      source.delete("p");
      mirror.pass(Scope.ALL);
    }
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
    assertThat(record.events()).contains("ended photos 1", "ended photos 2");
  }

  @Test
  void hearsNothingMoreWhenItIsRemoved() throws Exception {
    try (Mirror mirror = builder().open(record)) {
      mirror.removeListener(record);
      mirror.pass(Scope.ALL);
    }
    assertThat(record.events()).isEmpty();
  }

  private MirrorBuilder builder() throws Exception {
    return MirrorBuilder.of(source, replica);
  }

  private static final class Throwing implements PassListener {

    private static RuntimeException thrown() {
      return new IllegalStateException("a listener that throws");
    }

    @Override
    public void passBegan(PassProgress pass) {
      throw thrown();
    }

    @Override
    public void changed(PassProgress pass, Change change, Outcome outcome) {
      throw new NoClassDefFoundError("a listener that was unloaded");
    }

    @Override
    public void skipped(PassProgress pass, Path path, Kind kind, Skipped why) {
      throw thrown();
    }

    @Override
    public void passEnded(PassReport report) {
      throw thrown();
    }
  }
}

package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Scope;
import io.camelmirror.diff.WalkFailedException;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.watched.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors that belong to no single path, and sinks that break their contract. */
class MirrorErrorsTest {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir Path folder;
  private final PassRecord record = new PassRecord();
  private TreeBuilder source;
  private TreeBuilder replica;

  @BeforeEach
  void makeRoots() throws Exception {
    source = TreeBuilder.in(folder.resolve("source"), "d/a = 1", "d/e/b = 1", "f/c = 1", "g = 1");
    replica = TreeBuilder.in(folder.resolve("replica"), "d/a = old", "d/gone = 1", "f/c = old");
  }

  @ParameterizedTest
  @CsvSource({
    "list, source",
    "list, source/d",
    "list, replica/d",
    "read, source/g",
    "read, replica/d/gone"
  })
  void anErrorInTheWalkEndsThePassAndTheNextOneRuns(String call, String path) throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    Watch failing =
        new Watch() {
          @Override
          public void reads(String read, Path at) {
            if (broken.get() && read.equals(call) && at.endsWith(path)) {
              throw new OutOfMemoryError("no memory for this test");
            }
          }
        };
    assertEndsAndGoesOn(MirrorBuilder.of(source, replica).watchedBy(failing), broken);
  }

  @Test
  void anErrorInAWriteEndsThePassAndTheNextOneRuns() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    Watch failing =
        new Watch() {
          @Override
          public void writes(String call, Path path) {
            if (broken.get() && call.equals("rename")) {
              throw new OutOfMemoryError("no memory for this test");
            }
          }
        };
    assertEndsAndGoesOn(MirrorBuilder.of(source, replica).watchedBy(failing), broken);
  }

  @Test
  void anErrorInTheSinkEndsThePassAndTheNextOneRuns() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    ChangeSink sink =
        pending -> {
          if (broken.get()) {
            throw new OutOfMemoryError("no memory for this test");
          }
          ChangeSink.DIRECT.accept(pending);
        };
    assertEndsAndGoesOn(MirrorBuilder.of(source, replica).sendingTo(sink), broken);
  }

  private void assertEndsAndGoesOn(MirrorBuilder builder, AtomicBoolean broken) throws Exception {
    try (Mirror mirror = builder.open(record)) {
      assertThatThrownBy(() -> mirror.pass(Scope.ALL))
          .isInstanceOf(WalkFailedException.class)
          .hasMessageContaining("OutOfMemoryError")
          .hasMessageContaining("no memory for this test");
      assertThat(record.events()).containsExactly("began photos 1", "failed photos");
      assertThat(record.failures()).hasExactlyElementsOfTypes(WalkFailedException.class);
      assertThat(replica.path("d/gone")).as("nothing is deleted").exists();
      assertNothingIsLeft(mirror);

      broken.set(false);
      mirror.pass(Scope.ALL);
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
      assertNothingIsLeft(mirror);
    }
  }

  @Test
  void anExceptionInTheSinkFailsOneChange() throws Exception {
    ChangeSink sink =
        pending -> {
          if (pending.change().path().equals(Path.of("g"))) {
            throw new IllegalStateException("a sink that throws");
          }
          ChangeSink.DIRECT.accept(pending);
        };
    try (Mirror mirror = MirrorBuilder.of(source, replica).sendingTo(sink).open(record)) {
      assertThat(mirror.pass(Scope.ALL).failed()).isEqualTo(1);
    }
    assertThat(record.problems()).hasSize(1);
    assertThat(record.problems().get(0)).hasToString("could not copy g: a sink that throws");
    assertThat(replica.content("d/e/b")).isEqualTo("1");
    assertThat(replica.path("g")).doesNotExist();
    assertThat(replica.path("d/gone")).doesNotExist();
  }

  @Test
  void aSinkThatAppliesNothingChangesNothing() throws Exception {
    ChangeSink sink = pending -> pending.complete(Outcome.SKIPPED);
    try (Mirror mirror = MirrorBuilder.of(source, replica).sendingTo(sink).open(record)) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(report.copied()).isZero();
      assertThat(report.updated()).isZero();
      assertThat(report.skipped()).as("d/a, f/c and g").isEqualTo(3);
      assertThat(report.deleted()).isEqualTo(1);
    }
    assertThat(replica.content("d/a")).isEqualTo("old");
    assertThat(replica.path("d/e")).doesNotExist();
  }

  @Test
  void aSinkThatNeverCompletesIsLeftByAnInterruption() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    AtomicBoolean broken = new AtomicBoolean(true);
    ChangeSink sink =
        pending -> {
          if (broken.get()) {
            sent.countDown();
          } else {
            ChangeSink.DIRECT.accept(pending);
          }
        };
    try (Mirror mirror = MirrorBuilder.of(source, replica).sendingTo(sink).open(record)) {
      Throwable[] thrown = new Throwable[1];
      Thread pass =
          new Thread(
              () -> {
                try {
                  mirror.pass(Scope.ALL);
                } catch (IOException | InterruptedException | RuntimeException e) {
                  thrown[0] = e;
                }
              });
      pass.start();
      sent.await();
      pass.interrupt();
      pass.join();
      assertThat(thrown[0]).isInstanceOf(InterruptedException.class);
      broken.set(false);
      mirror.pass(Scope.ALL);
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
    }
  }

  @Test
  void aChangeThatIsAppliedTooLateIsRefused() throws Exception {
    PendingChange[] late = new PendingChange[1];
    ChangeSink sink =
        pending -> {
          if (pending.change().path().equals(Path.of("g"))) {
            late[0] = pending;
            pending.complete(Outcome.SKIPPED);
          } else {
            ChangeSink.DIRECT.accept(pending);
          }
        };
    try (Mirror mirror = MirrorBuilder.of(source, replica).sendingTo(sink).open(record)) {
      mirror.pass(Scope.ALL);
      assertThatThrownBy(() -> late[0].apply()).isInstanceOf(IllegalStateException.class);
      assertThat(late[0].outcome()).isNull();
      assertThat(replica.path("g")).doesNotExist();
    }
  }

  /** No thread works or waits, and nothing is open but the lock on the replica. */
  private void assertNothingIsLeft(Mirror mirror) throws IOException {
    await().until(mirror.pool()::isQuiescent);
    if (Files.isDirectory(DESCRIPTORS)) {
      assertThat(openBelow(folder)).allMatch(replica.root()::equals).hasSizeLessThanOrEqualTo(1);
    }
  }

  private static List<Path> openBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      return all.filter(Files::isSymbolicLink)
          .map(MirrorErrorsTest::target)
          .filter(path -> path.startsWith(folder))
          .toList();
    }
  }

  private static Path target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException e) {
      // It was that of this listing.
      return Path.of("closed");
    }
  }
}

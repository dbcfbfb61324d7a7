package io.camelmirror.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Scope;
import io.camelmirror.watch.SourceWatch.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What a real watch hears, by each way that the machine permits. */
class SourceWatchTest {

  @TempDir Path folder;
  private final Queue<Scope> scopes = new ConcurrentLinkedQueue<>();
  private TreeBuilder source;
  private SourceWatch watch;

  @BeforeEach
  void makeSource() throws IOException {
    source = TreeBuilder.in(folder.resolve("source"), "d/e/a = 1", "f/b = 1");
    TreeBuilder.in(folder.resolve("elsewhere"), "g/h/c = 1");
  }

  @AfterEach
  void close() {
    if (watch != null) {
      watch.close();
    }
  }

  private void begin(Way way) {
    try {
      way.open(source.root(), new Nobody()).close();
    } catch (Events.NotPossibleException e) {
      Assumptions.abort(way + " is not possible here: " + e.getMessage());
    }
    watch =
        new SourceWatch(
            source.root(),
            Duration.ofMillis(20),
            scopes::add,
            LoggerFactory.getLogger(SourceWatchTest.class),
            way);
    watch.refresh();
  }

  /** Waits until a path has been passed over. */
  private void awaitPass(String path) {
    await().untilAsserted(() -> assertThat(scopes).anyMatch(scope -> scope.meets(Path.of(path))));
    assertThat(scopes).as("directories that changed").doesNotContain(Scope.ALL);
  }

  @ParameterizedTest
  @EnumSource
  void hearsOfEveryKindOfChange(Way way) throws Exception {
    begin(way);
    List<Change> changes =
        List.of(
            new Change("d/e/new", path -> Files.writeString(path, "new")),
            new Change("d/e/a", path -> Files.writeString(path, "changed")),
            new Change("d/e/a", path -> Files.setAttribute(path, "unix:mode", 0600)),
            new Change("d/link", path -> Files.createSymbolicLink(path, Path.of("e"))),
            new Change("f/b", Files::delete),
            new Change("f", Files::delete),
            new Change("empty", Files::createDirectory));
    for (Change change : changes) {
      scopes.clear();
      change.action.of(source.path(change.path));
      awaitPass(change.path);
    }
  }

  private record Change(String path, Action action) {}

  private interface Action {
    void of(Path path) throws IOException;
  }

  /** A directory may take the place of one that the replica has, so it is looked at whole. */
  @ParameterizedTest
  @EnumSource
  void looksThroughADirectoryThatWasMovedHere(Way way) throws Exception {
    begin(way);
    Files.move(folder.resolve("elsewhere/g"), source.path("d/g"));
    awaitPass("d/g/h/c");
    scopes.clear();
    Files.move(source.path("d/g"), source.path("moved"), StandardCopyOption.ATOMIC_MOVE);
    awaitPass("d/g");
    awaitPass("moved/h/c");
  }

  @ParameterizedTest
  @EnumSource
  void hearsOfChangesInADirectoryAfterItWasMoved(Way way) throws Exception {
    begin(way);
    Files.writeString(source.path("d/e/a"), "known by its old path");
    awaitPass("d/e/a");
    Files.move(source.path("d"), source.path("moved"));
    awaitPass("moved/e/a");
    scopes.clear();
    Files.writeString(source.path("moved/e/a"), "changed");
    awaitPass("moved/e/a");
  }

  @ParameterizedTest
  @EnumSource
  void hearsOfChangesInANewDirectory(Way way) throws Exception {
    begin(way);
    Files.createDirectories(source.path("new/below"));
    awaitPass("new/below/file");
    scopes.clear();
    Files.writeString(source.path("new/below/file"), "new");
    awaitPass("new/below/file");
  }

  @ParameterizedTest
  @EnumSource
  void beginsAgainWhenAnotherFolderIsInPlaceOfTheSource(Way way) throws Exception {
    begin(way);
    Files.move(source.root(), folder.resolve("away"));
    watch.refresh();
    Files.move(folder.resolve("elsewhere"), source.root());
    watch.refresh();
    scopes.clear();
    Files.writeString(source.path("g/h/c"), "changed");
    awaitPass("g/h/c");
  }

  /** Asks for a watch only to see if it is possible. */
  private static final class Nobody implements Events.Listener {

    @Override
    public void changed(Path directory, boolean below) {}

    @Override
    public boolean isWanted() {
      return true;
    }

    @Override
    public void lost() {}

    @Override
    public void limited(String line) {}
  }
}

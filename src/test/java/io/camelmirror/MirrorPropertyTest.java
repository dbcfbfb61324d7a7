package io.camelmirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.Scope;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.MirrorBuilder;
import io.camelmirror.pass.PassRecord;
import io.camelmirror.posix.Posix;
import io.camelmirror.testing.Fact;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.local.LocalSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever was done to the two trees: one pass makes them equal, and the next finds no change. */
class MirrorPropertyTest {

  private Path folder;

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("mirror-property");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void onePassMakesTheTreesEqual(
      @ForAll("availableCalls") LocalSite.Calls calls,
      @ForAll long dice,
      @ForAll @IntRange(max = 60) int size,
      @ForAll @IntRange(max = 30) int edits)
      throws Exception {
    Random random = new Random(dice);
    FolderPair folders = new FolderPair(folder.resolve("source"), folder.resolve("replica"));
    Files.createDirectory(folders.source());
    Files.createDirectory(folders.replica());
    new TreeEdits(folders.source(), random).make(size);
    PassRecord record = new PassRecord();
    try (Mirror mirror = MirrorBuilder.of(folders).by(calls).movingFrom(1).open(record)) {
      mirror.pass(Scope.ALL);
      new TreeEdits(folders.source(), random).make(edits);
      new TreeEdits(folders.replica(), random).make(edits);

      mirror.pass(Scope.ALL);

      assertThat(TreeSnapshot.of(folders.replica(), Fact.by(calls)))
          .isEqualTo(TreeSnapshot.of(folders.source(), Fact.by(calls)));
      assertThat(record.problems()).isEmpty();
      record.clear();
      mirror.pass(Scope.ALL);
      assertThat(record.changes()).isEmpty();
      assertThat(record.problems()).isEmpty();
    }
  }

  /** Trees are copied with nothing moved, and with what was moved moved. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void movesComeToTheSameAsCopies(
      @ForAll("availableCalls") LocalSite.Calls calls,
      @ForAll long dice,
      @ForAll @IntRange(max = 60) int size,
      @ForAll @IntRange(max = 30) int edits,
      @ForAll Fidelity.Renames renames,
      @ForAll boolean filtered)
      throws Exception {
    Random random = new Random(dice);
    Path source = Files.createDirectory(folder.resolve("source"));
    TreeEdits sourceEdits = new TreeEdits(source, random);
    sourceEdits.make(size);
    PathFilter filter = filtered ? (path, entry, side) -> !path.endsWith("b") : PathFilter.ALL;
    List<MirrorBuilder> builders = new ArrayList<>();
    for (Fidelity.Renames how : List.of(renames, Fidelity.Renames.off)) {
      FolderPair folders = new FolderPair(source, folder.resolve("replica-" + builders.size()));
      MirrorBuilder builder = MirrorBuilder.of(folders).by(calls).movingFrom(1).filteredBy(filter);
      builder.keeping(new FidelityBuilder().renames(how).build());
      if (random.nextBoolean()) {
        builder.trash(folder.resolve("trash-" + builders.size()));
      }
      builders.add(builder);
      try (Mirror mirror = builder.open()) {
        mirror.pass(Scope.ALL);
        if (filtered) {
          leaveInSomeFolders(folders.replica());
          mirror.pass(Scope.ALL);
        }
      }
    }
    sourceEdits.make(edits);
    List<List<String>> results = new ArrayList<>();
    for (int i = 0; i < builders.size(); i++) {
      PassRecord record = new PassRecord();
      try (Mirror mirror = builders.get(i).open(record)) {
        mirror.pass(Scope.ALL);
      }
      assertThat(record.problems()).isEmpty();
      Path replica = folder.resolve("replica-" + i);
      List<String> result = new ArrayList<>(TreeSnapshot.paths(replica));
      // A folder that stays only for what is in it has the time of the pass.
      TreeSnapshot.of(replica, Fact.by(calls))
          .without(path -> isFolder(replica, path) && !isFolder(source, path))
          .lines()
          .forEach(result::add);
      results.add(result);
    }
    assertThat(results.get(0)).isEqualTo(results.get(1));
  }

  /** Adds files that the filter excludes, as if they had been copied without it. */
  private static void leaveInSomeFolders(Path replica) throws IOException {
    try (Stream<Path> all = Files.walk(replica)) {
      for (Path path : all.filter(each -> each.endsWith("a")).toList()) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Path left = Files.write(path.resolve("b"), new byte[] {1});
          Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH));
        }
      }
    }
  }

  private static boolean isFolder(Path root, String raw) {
    String path = new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return Files.isDirectory(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Provide
  Arbitrary<LocalSite.Calls> availableCalls() {
    return Posix.isAvailable()
        ? Arbitraries.of(LocalSite.Calls.values())
        : Arbitraries.of(LocalSite.Calls.NIO);
  }
}

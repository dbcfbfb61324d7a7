package io.camelmirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.apply.EnginePass;
import io.camelmirror.posix.Posix;
import io.camelmirror.testing.Fact;
import io.camelmirror.testing.MemoryTempDir;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.Calls;
import io.camelmirror.tree.FolderPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
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

  private static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "two words",
          "new\nline",
          "\u00e9\u6f22\ud83d\ude00",
          ".hidden",
          ".camel",
          "x.camelLock",
          "-rf",
          "back\\slash",
          "a.b",
          "A");

  private static final List<String> TARGETS =
      List.of("a", "nowhere", "..", "/", "new\nline", "./b");

  private ForkJoinPool pool;
  private Path folder;

  @BeforeTry
  void makeFolder() throws IOException {
    folder = MemoryTempDir.create("mirror-property");
    pool = new ForkJoinPool(3);
  }

  @AfterTry
  void removeFolder() throws IOException {
    pool.shutdownNow();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void onePassMakesTheTreesEqual(
      @ForAll("availableCalls") Calls calls,
      @ForAll long dice,
      @ForAll @IntRange(max = 60) int size,
      @ForAll @IntRange(max = 30) int edits)
      throws Exception {
    Random random = new Random(dice);
    FolderPair folders = new FolderPair(folder.resolve("source"), folder.resolve("replica"));
    Files.createDirectory(folders.source());
    Files.createDirectory(folders.replica());
    edit(folders.source(), size, random);
    EnginePass mirror = EnginePass.of(folders).by(calls);
    pass(mirror);
    edit(folders.source(), edits, random);
    edit(folders.replica(), edits, random);

    pass(mirror);

    Set<Fact> kept = calls == Calls.POSIX ? Fact.OWNED : Fact.NIO;
    assertThat(TreeSnapshot.of(folders.replica(), kept))
        .isEqualTo(TreeSnapshot.of(folders.source(), kept));
    assertThat(pass(mirror).changes()).isEmpty();
  }

  @Provide
  Arbitrary<Calls> availableCalls() {
    return Posix.isAvailable() ? Arbitraries.of(Calls.values()) : Arbitraries.of(Calls.NIO);
  }

  private EnginePass.Run pass(EnginePass mirror) throws IOException, InterruptedException {
    EnginePass.Run run = mirror.run(pool);
    assertThat(run.problems()).isEmpty();
    return run;
  }

  /** Makes, changes and removes entries anywhere in a tree. */
  private static void edit(Path root, int times, Random random) throws IOException {
    List<Path> directories = directories(root);
    for (int i = 0; i < times; i++) {
      Path path = pick(directories, random).resolve(pick(NAMES, random));
      boolean wasDirectory = isDirectory(path);
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        make(path, random);
      } else if (random.nextInt(3) == 0) {
        remove(path);
        if (random.nextBoolean()) {
          make(path, random);
        }
      } else if (!Files.isSymbolicLink(path)) {
        change(path, random);
      }
      if (wasDirectory || isDirectory(path)) {
        directories = directories(root);
      }
    }
  }

  private static void make(Path path, Random random) throws IOException {
    switch (random.nextInt(4)) {
      case 0, 1 -> writeNew(path, random);
      case 2 -> Files.createDirectory(path);
      default -> Files.createSymbolicLink(path, Path.of(pick(TARGETS, random)));
    }
  }

  private static void change(Path path, Random random) throws IOException {
    if (random.nextBoolean()) {
      // The owner keeps what the test itself needs.
      Files.setAttribute(path, "unix:mode", 0700 | random.nextInt(010000));
    } else if (Files.isDirectory(path)) {
      Files.setLastModifiedTime(path, time(random));
    } else {
      writeNew(path, random);
    }
  }

  /** New content always has a new time: where size and time agree, so must the content. */
  private static void writeNew(Path file, Random random) throws IOException {
    byte[] content = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(5_000)];
    random.nextBytes(content);
    Files.write(file, content);
    Files.setLastModifiedTime(file, time(random));
  }

  private static FileTime time(Random random) {
    return FileTime.from(
        Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000_000)));
  }

  private static void remove(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static List<Path> directories(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return new ArrayList<>(all.filter(MirrorPropertyTest::isDirectory).sorted().toList());
    }
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}

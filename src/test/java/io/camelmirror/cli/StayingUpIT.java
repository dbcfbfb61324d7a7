package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mirror that runs for long beside those who work in its source. */
class StayingUpIT {

  private static final int EDITS = 500;

  /** So many passes, in three parts of which the first one warms the program up. */
  private static final int PASSES = 2_100;

  /** Those at the end of a part over which its memory is looked at. */
  private static final int LAST_PASSES = 200;

  private static final int PASSES_PER_LOOK = 10;
  private static final int EDITS_PER_LOOK = 5;

  /** A jar is opened when the first class of it is needed; a thread may idle before it ends. */
  private static final long FEW = 8;

  /** What one pass under way has in use, and not what all of them would leave behind. */
  private static final long HEAP_SLACK = 1 << 20;

  /**
   * What is compiled, loaded and cached late. All of the heap is resident from the start, so that
   * what grows beyond this is memory outside of it; twelve kilobytes a pass would.
   */
  private static final long RESIDENT_SLACK_KB = 16 << 10;

  private static final Pattern PASS = Pattern.compile("^pass (\\d+): ", Pattern.MULTILINE);
  private static final Pattern LIVE = Pattern.compile("Total +\\d+ +(\\d+)");

  @RegisterExtension
  @Order(1)
  final Program program = new Program();

  @RegisterExtension
  @Order(2)
  final Disks disks = new Disks();

  private Path source;
  private Path replica;

  @BeforeEach
  void makeFolders() throws Exception {
    source = Files.createDirectory(program.path("source"));
    replica = program.path("replica");
  }

  @Test
  void isEqualAfterManyEdits() throws Exception {
    Running running = program.start("--log-unchanged=all", source, replica, "1", "mirror.log");
    Edits edits = new Edits(source, new Random(4_711));

    for (int i = 1; i <= EDITS; i++) {
      edits.edit();
      if (i % 100 == 0) {
        long pass = lastPass(running);
        Await.until(() -> assertThat(lastPass(running)).isGreaterThan(pass));
      }
    }

    Await.equal(source, replica);
    assertThat(filesIn(source)).as("files at the end").isGreaterThan(20);
    assertThat(running.process().isAlive()).isTrue();
  }

  @Test
  void takesNoMoreOfAnythingAsTimeGoesBy() throws Exception {
    // The second compiler takes up to 30 MB for a moment, thousands of passes after the start.
    program.with(
        "CAMEL_MIRROR_OPTS", "-Xms48m -Xmx48m -Xmn16m -XX:+AlwaysPreTouch -XX:TieredStopAtLevel=1");
    Running running =
        program.start(
            "--log-max-size=200KB", "--log-unchanged=all", source, replica, "10ms", "mirror.log");
    Edits edits = new Edits(source, new Random(815));
    Await.until(() -> assertThat(lastPass(running)).isPositive());

    Use warm = useUntil(running, PASSES / 3, edits);
    useUntil(running, 2 * PASSES / 3, edits);
    Use end = useUntil(running, PASSES, edits);

    assertThat(end.descriptors()).as("open descriptors").isLessThan(warm.descriptors() + FEW);
    assertThat(end.threads()).as("threads").isLessThan(warm.threads() + FEW);
    assertThat(end.heap()).as("heap").isLessThan(warm.heap() + HEAP_SLACK);
    assertThat(end.residentKb()).as("resident").isLessThan(warm.residentKb() + RESIDENT_SLACK_KB);
    assertThat(running.process().isAlive()).isTrue();
    Await.equal(source, replica);
  }

  @Test
  void goesOnWithoutALogWhenItsDiskIsFull() throws Exception {
    Path disk = disks.mountTmpfs(program.path("logs"), "200k");
    Running running = program.start(source, replica, "100ms", disk.resolve("mirror.log"));
    Shell.run(source, "touch $(seq 3000)");
    Await.equal(source, replica);
    assertThat(Files.getFileStore(disk).getUsableSpace()).isZero();

    Shell.run(source, "echo new >new; rm 1 2 3");

    Await.equal(source, replica);
    assertThat(running.process().isAlive()).isTrue();
    assertThat(running.err()).doesNotContain("Exception", "\tat ");
  }

  /**
   * What a program had in use over some passes.
   *
   * @param descriptors the least that was open at any time
   * @param threads the least that ran at any time
   * @param heap the bytes of all objects in use at the end
   * @param residentKb the least that was in memory during the last passes
   */
  private record Use(long descriptors, long threads, long heap, long residentKb) {}

  /** Edits the source until a pass has ended, and looks what the program uses meanwhile. */
  private Use useUntil(Running running, long lastPass, Edits edits) throws Exception {
    long descriptors = Long.MAX_VALUE;
    long threads = Long.MAX_VALUE;
    long residentKb = Long.MAX_VALUE;
    for (long pass = lastPass(running); pass < lastPass; pass = lastPass(running)) {
      for (int i = 0; i < EDITS_PER_LOOK; i++) {
        edits.edit();
      }
      long next = pass + PASSES_PER_LOOK;
      Await.until(() -> assertThat(lastPass(running)).isGreaterThanOrEqualTo(next));
      // The least: a pass opens folders and closes them again, what is lost stays open.
      descriptors = Math.min(descriptors, count(running.proc("fd")));
      threads = Math.min(threads, count(running.proc("task")));
      long resident = Running.number(running.proc("status"), "VmRSS");
      // The least, too: while something is compiled, that takes its megabytes.
      residentKb = pass < lastPass - LAST_PASSES ? resident : Math.min(residentKb, resident);
    }
    return new Use(descriptors, threads, heap(running), residentKb);
  }

  private static long lastPass(Running running) throws IOException {
    return PASS.matcher(running.out())
        .results()
        .map(MatchResult::group)
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .max()
        .orElse(0);
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private static long filesIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).count();
    }
  }

  /** The bytes of all objects that are in use. */
  private long heap(Running running) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    assumeTrue(Files.isExecutable(jcmd), "this Java has no jcmd to look at the heap of another");
    String pid = Long.toString(running.process().pid());
    // Which makes a collection first.
    String histogram = Shell.run(program.folder(), jcmd + " " + pid + " GC.class_histogram");
    return LIVE.matcher(histogram)
        .results()
        .mapToLong(match -> Long.parseLong(match.group(1)))
        .findFirst()
        .orElseThrow();
  }

  /** One edit after the other, always the same for a seed. */
  private static final class Edits {

    private static final int NAMES = 60;

    private final Path root;
    private final Random random;

    Edits(Path root, Random random) {
      this.root = root;
      this.random = random;
    }

    void edit() throws IOException {
      Path path = somewhere();
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> write(path, StandardOpenOption.TRUNCATE_EXISTING);
        case 3 -> write(path, StandardOpenOption.APPEND);
        case 4, 5 -> make(path);
        case 6 -> link(path);
        case 7 -> remove(path);
        case 8 -> move(path, somewhere());
        default -> changeMode(path);
      }
    }

    /** A name in one of the folders, which may be free or taken. */
    private Path somewhere() throws IOException {
      List<Path> folders = new ArrayList<>();
      try (Stream<Path> paths = Files.walk(root)) {
        paths
            .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
            .filter(path -> path.getNameCount() - root.getNameCount() < 4)
            .sorted()
            .forEach(folders::add);
      }
      return folders.get(random.nextInt(folders.size())).resolve("n" + random.nextInt(NAMES));
    }

    private void write(Path path, StandardOpenOption how) throws IOException {
      if (Files.isSymbolicLink(path) || Files.isDirectory(path)) {
        remove(path);
      }
      String text = Integer.toString(random.nextInt()).repeat(random.nextInt(2_000));
      byte[] content = text.getBytes(StandardCharsets.US_ASCII);
      Files.write(path, content, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    }

    private void make(Path path) throws IOException {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(path);
      }
    }

    private void link(Path path) throws IOException {
      remove(path);
      Files.createSymbolicLink(path, Path.of("n" + random.nextInt(NAMES)));
    }

    private void remove(Path path) throws IOException {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        List<Path> below;
        try (Stream<Path> entries = Files.list(path)) {
          below = entries.toList();
        }
        for (Path entry : below) {
          remove(entry);
        }
      }
      Files.deleteIfExists(path);
    }

    private void move(Path from, Path to) throws IOException {
      if (Files.exists(from, LinkOption.NOFOLLOW_LINKS) && !to.startsWith(from)) {
        if (!from.startsWith(to)) {
          remove(to);
          Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }

    private void changeMode(Path path) throws IOException {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(path)) {
        Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        PosixFilePermission bit = PosixFilePermission.values()[3 + random.nextInt(6)];
        if (!mode.remove(bit)) {
          mode.add(bit);
        }
        Files.setPosixFilePermissions(path, mode);
      }
    }
  }
}

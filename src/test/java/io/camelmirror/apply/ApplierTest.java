package io.camelmirror.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.testing.Fact;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.AbortedException;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.TemporaryName;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.local.LocalSite;
import io.camelmirror.watched.Watch;
import io.camelmirror.watched.WatchedSite;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(LocalSite.Calls.class)
class ApplierTest {

  private static final long LONG = 40L << 20;

  @Parameter LocalSite.Calls calls;
  @TempDir Path folder;
  private TreeBuilder source;
  private TreeBuilder replica;
  private Trees trees;
  private Applying applying;
  private Watch watch = new Watch() {};

  @BeforeEach
  void makeRoots() throws Exception {
    NativeCalls.require(calls);
    source = TreeBuilder.in(folder.resolve("source"));
    replica = TreeBuilder.in(folder.resolve("replica"));
    FolderPair folders = FolderPair.of(source.root(), replica.root());
    Watch latest =
        new Watch() {
          @Override
          public void copies(Path from, Path to) throws IOException {
            watch.copies(from, to);
          }
        };
    trees = new WatchedSite(new LocalSite(folders, calls), latest).open(ReadOptions.PLAIN, false);
    applying = new Applying(trees);
  }

  @AfterEach
  void close() {
    if (trees != null) {
      trees.close();
    }
  }

  @Test
  void createsAFile() throws Exception {
    source
        .add("a = content")
        .mode("a", 04751)
        .time("a", Instant.parse("2001-02-03T04:05:06.789012Z"));
    Outcome outcome = apply("a");
    assertThat(outcome.state()).isEqualTo(Outcome.State.APPLIED);
    assertThat(outcome.bytes()).isEqualTo(7);
    assertEqualTrees();
  }

  @Test
  void createsAnEmptyFile() throws Exception {
    source.add("a = ");
    assertThat(apply("a").bytes()).isZero();
    assertEqualTrees();
  }

  @Test
  void createsALinkWithTheSameText() throws Exception {
    source.add("dangling -> no/../where", "absolute -> /no/where");
    apply("dangling");
    apply("absolute");
    assertEqualTrees();
  }

  @Test
  void createsADirectoryThatOnlyItsOwnerCanEnterUntilItIsSettled() throws Exception {
    source.add("d/").mode("d", 0755);
    apply("d");
    assertThat(inReplica("d").mode()).isEqualTo(0700);
    applying
        .applier()
        .directories()
        .restoreAttributes(Path.of("d"), inSource("d"), inReplica("d").inode());
    assertEqualTrees();
  }

  @Test
  void leavesADirectoryThatAnotherProcessHasCreatedToTheNextPass() throws Exception {
    source.add("d/").mode("d", 0550);
    Change change = change("d");
    replica.add("d/mine = 1").mode("d", 0500);
    assertThat(applying.applier().apply(change).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(inReplica("d").mode()).isEqualTo(0500);
    assertThat(replica.content("d/mine")).isEqualTo("1");
  }

  @Test
  void doesNotTakeALinkForADirectory() throws Exception {
    source.add("d/");
    Change change = change("d");
    Path elsewhere = TreeBuilder.in(folder.resolve("elsewhere")).mode("", 0500).root();
    replica.add("d -> ../elsewhere");
    assertThatThrownBy(() -> applying.applier().apply(change))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat((Integer) Files.getAttribute(elsewhere, "unix:mode") & 07777).isEqualTo(0500);
  }

  @Test
  void updatesAFileByANewOne() throws Exception {
    source.add("a = new content").mode("a", 0600);
    replica.add("a = old content!");
    Object inode = Files.getAttribute(replica.path("a"), "unix:ino");
    try (InputStream reader = Files.newInputStream(replica.path("a"))) {
      apply("a");
      assertThat(new String(reader.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("old content!");
    }
    assertThat(Files.getAttribute(replica.path("a"), "unix:ino")).isNotEqualTo(inode);
    assertEqualTrees();
  }

  @Test
  void leavesOtherNamesOfAFileAlone() throws Exception {
    source.add("a = new");
    replica.add("a = old!");
    Files.createLink(folder.resolve("other-name"), replica.path("a"));
    apply("a");
    assertThat(folder.resolve("other-name")).hasContent("old!");
  }

  @Test
  void updatesALink() throws Exception {
    source.add("l -> new");
    replica.add("l -> old");
    apply("l");
    assertEqualTrees();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a = 1", "a -> nowhere", "a/"})
  void replacesAnyKind(String wanted) throws Exception {
    for (String found : new String[] {"a = other", "a -> elsewhere", "a/", "a |"}) {
      source.add(wanted);
      replica.add(found);
      if (applying.change("a").action() == Action.REPLACE) {
        apply("a");
        if (wanted.endsWith("/")) {
          applying
              .applier()
              .directories()
              .restoreAttributes(Path.of("a"), inSource("a"), inReplica("a").inode());
        }
        assertEqualTrees();
      }
      source.delete("a");
      replica.delete("a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a = 1", "a -> nowhere"})
  void keepsADirectoryThatIsNotEmpty(String wanted) throws Exception {
    source.add(wanted);
    replica.add("a/kept = 1");
    assertThatThrownBy(() -> apply("a")).isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(replica.content("a/kept")).isEqualTo("1");
    assertNoTemporaries();
  }

  @Test
  void setsTheAttributesOnly() throws Exception {
    source.add("a = 1", "d/").mode("a", 02600).mode("d", 01777).time("d", Instant.EPOCH);
    replica.add("a = 1", "d/");
    Object inode = Files.getAttribute(replica.path("a"), "unix:ino");
    assertThat(apply("a").bytes()).isZero();
    apply("d");
    assertThat(Files.getAttribute(replica.path("a"), "unix:ino")).isEqualTo(inode);
    assertEqualTrees();
  }

  @Test
  void givesFilesTheirGroupInAFolderThatGivesThemItsOwn() throws Exception {
    assumeTrue(Privileges.CURRENT.isRoot(), "only root may give folders away");
    replica.add("d/");
    Files.setAttribute(replica.path("d"), "unix:gid", 1234);
    replica.mode("d", 02755);
    source.add("d/a = 1", "d/b = 1", "d/c = 1");
    Files.setAttribute(source.path("d/b"), "unix:gid", 1234);
    Files.setAttribute(source.path("d/c"), "unix:uid", 4321);
    for (String path : List.of("d/a", "d/b", "d/c")) {
      apply(path);
      assertThat(Entry.Owner.of(inReplica(path)))
          .as(path)
          .isEqualTo(Entry.Owner.of(inSource(path)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-07-20T20:17:40Z",
        "1969-07-20T20:17:40.123456Z",
        "1969-12-31T23:59:59.999999Z",
        "1970-01-01T00:00:00Z",
        "2037-01-01T00:00:00.000001Z",
        "2040-01-01T00:00:00.5Z"
      })
  void setsTimesThatCompareAsEqual(String time) throws Exception {
    source.add("a = 1");
    setTime(source.path("a"), time);
    apply("a");
    assertThat(applying.change("a").action()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a = 1", "a -> nowhere", "a/", "a |"})
  void deletes(String found) throws Exception {
    replica.add(found);
    assertThat(apply("a").state()).isEqualTo(Outcome.State.APPLIED);
    assertEqualTrees();
  }

  @Test
  void deletesBelowWhatIsNoFolderInTheSource() throws Exception {
    source.add("d = a file", "l -> e", "e/a = 1");
    replica.add("d/a = 1", "l/a = 1");
    assertThat(apply("d/a").state()).isEqualTo(Outcome.State.APPLIED);
    assertThat(apply("l/a").state()).as("not through a link").isEqualTo(Outcome.State.APPLIED);
    assertThat(replica.path("d/a")).doesNotExist();
    assertThat(replica.path("l/a")).doesNotExist();
  }

  @Test
  void keepsWhatTheSourceHasAgain() throws Exception {
    replica.add("a = precious");
    Change delete = change("a");
    source.add("a = it is back");
    assertThat(applying.applier().apply(delete).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(replica.content("a")).isEqualTo("precious");
  }

  @Test
  void deletesNothingWithoutASource() throws Exception {
    replica.add("a = precious");
    Change delete = change("a");
    source.delete("");
    assertThatThrownBy(() -> applying.applier().apply(delete))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(replica.content("a")).isEqualTo("precious");
  }

  @Test
  void deletesNothingThroughALinkInTheReplica() throws Exception {
    TreeBuilder elsewhere = TreeBuilder.in(folder.resolve("elsewhere"), "a = precious");
    replica.add("d/a = 1");
    Change delete = change("d/a");
    replica.delete("d").add("d -> ../elsewhere");
    try {
      applying.applier().apply(delete);
    } catch (IOException e) {
      // To refuse is as good as to find nothing there.
    }
    assertThat(elsewhere.path("a")).hasContent("precious");
  }

  @Test
  void fillsAFolderThatItsOwnerMayNotWriteTo() throws Exception {
    source.add("d/a = 1").mode("d", 0555);
    replica.add("d/").mode("d", 0555);
    assumeFalse(Files.isWritable(replica.path("d")), "permissions do not bind this user: root");
    apply("d/a");
    applying
        .applier()
        .directories()
        .restoreAttributes(Path.of("d"), inSource("d"), inReplica("d").inode());
    assertEqualTrees();
  }

  @Test
  void leavesWhatVanishedFromTheSourceForTheNextPass() throws Exception {
    source.add("a = 1", "d/b = 1", "e/c = 1");
    replica.add("a = old", "d/", "e/");
    Change update = change("a");
    Change create = change("d/b");
    Change below = change("e/c");
    source.delete("a").delete("d/b").delete("e").add("e = a file now");
    assertThat(applying.applier().apply(update).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(applying.applier().apply(create).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(applying.applier().apply(below).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(replica.content("a")).isEqualTo("old");
    assertThat(replica.path("d")).isEmptyDirectory();
    assertThat(replica.path("e")).isEmptyDirectory();
    assertNoTemporaries();
  }

  @Test
  void leavesWhatVanishesWhileItIsCopiedForTheNextPass() throws Exception {
    source.add("a = 1");
    replica.add("a = old");
    Change update = change("a");
    watch = beforeCopying(1, n -> source.delete("a"));
    assertThat(applying.applier().apply(update).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(replica.content("a")).isEqualTo("old");
    assertNoTemporaries();
  }

  @Test
  void copiesAFileAsItIsNow() throws Exception {
    source.add("a = 1");
    Change create = change("a");
    source
        .add("a = changed since")
        .mode("a", 0600)
        .time("a", Instant.parse("2002-02-03T04:05:06.789012Z"));
    assertThat(applying.applier().apply(create).bytes()).isEqualTo("changed since".length());
    assertEqualTrees();
  }

  @Test
  void copiesAFileAnewThatChangesWhileItIsRead() throws Exception {
    source.add("a = 1");
    watch = beforeCopying(2, n -> append(source.path("a"), "+" + n));
    assertThat(apply("a").bytes()).isEqualTo("1+1+2".length());
    assertThat(replica.content("a")).isEqualTo("1+1+2");
    assertEqualTrees();
    assertNoTemporaries();
  }

  @Test
  void leavesAFileThatGoesOnChangingForTheNextPass() throws Exception {
    source.add("a = 1");
    replica.add("a = old");
    watch = beforeCopying(Integer.MAX_VALUE, n -> append(source.path("a"), "+"));
    assertThatThrownBy(() -> apply("a")).isInstanceOf(ChangedWhileReadException.class);
    assertThat(replica.content("a")).isEqualTo("old");
    assertNoTemporaries();
  }

  @Test
  void copiesAFileThatGoesOnChangingIfAsked() throws Exception {
    source.add("a = 1");
    replica.add("a = old");
    applying = copyingChanging();
    watch = beforeCopying(Integer.MAX_VALUE, n -> append(source.path("a"), "+" + n));

    Outcome outcome = apply("a");

    assertThat(outcome.state()).isEqualTo(Outcome.State.APPLIED_CHANGING);
    assertThat(outcome.isApplied()).isTrue();
    assertThat(outcome.bytes()).isEqualTo(1);
    assertThat(replica.content("a")).as("up to the size first seen").isEqualTo("1");
    assertThat(Files.getLastModifiedTime(replica.path("a")).toInstant())
        .as("the time first seen")
        .isEqualTo(TreeBuilder.TIME);
    assertThat(change("a").action()).as("for the next pass").isEqualTo(Action.UPDATE);
    assertNoTemporaries();
  }

  @Test
  void copiesWhatIsLeftOfAFileThatGoesOnShrinking() throws Exception {
    source.add("a = 123456789");
    applying = copyingChanging();
    watch = beforeCopying(Integer.MAX_VALUE, n -> cut(source.path("a"), 9 - n));

    assertThat(apply("a").state()).isEqualTo(Outcome.State.APPLIED_CHANGING);

    assertThat("123456789").startsWith(replica.content("a"));
    assertThat(change("a").action()).isEqualTo(Action.UPDATE);
    assertNoTemporaries();
  }

  @Test
  void copiesAnOrdinaryFileAsEverIfChangingOnesAreCopiedToo() throws Exception {
    source.add("a = 1");
    applying = copyingChanging();
    watch = beforeCopying(2, n -> append(source.path("a"), "+" + n));
    assertThat(apply("a").state()).isEqualTo(Outcome.State.APPLIED);
    assertThat(replica.content("a")).isEqualTo("1+1+2");
    assertEqualTrees();
  }

  private Applying copyingChanging() {
    return new Applying(trees, new FidelityBuilder().copyChanging().build(), null, () -> false);
  }

  private static void cut(Path file, int size) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(Math.max(0, size));
    }
  }

  @Test
  void doesNotMakeAReplicaThatVanished() throws Exception {
    source.add("a = 1", "d/b = 1");
    replica.delete("");
    assertThatThrownBy(() -> apply("a")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> apply("d/b")).isInstanceOf(NoSuchFileException.class);
    Change create = new Change(Action.CREATE, Path.of(""), inSource(""), null);
    assertThatThrownBy(() -> applying.applier().apply(create))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(replica.root()).doesNotExist();
  }

  @Test
  void readsNoFileThroughALinkThatTookItsPlace() throws Exception {
    source.add("a = 1");
    Change create = change("a");
    source.delete("a").add("secret = 1", "a -> secret");
    assertThat(applying.applier().apply(create).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(replica.path("a")).doesNotExist();
    assertNoTemporaries();
  }

  @Test
  void rollsBackALongCopyWhenTheProgramEnds() throws Exception {
    makeLong(source.path("a"));
    replica.add("a = old");
    Applying ending = new Applying(trees, null, () -> true);
    assertThatThrownBy(() -> ending.apply("a")).isInstanceOf(AbortedException.class);
    assertThat(replica.content("a")).isEqualTo("old");
    assertNoTemporaries();
  }

  @Test
  void finishesAShortCopyWhenTheProgramEnds() throws Exception {
    source.add("a = 1");
    new Applying(trees, null, () -> true).apply("a");
    assertEqualTrees();
  }

  @Test
  void copiesALongFileWhole() throws Exception {
    makeLong(source.path("a"));
    assertThat(apply("a").bytes()).isEqualTo(LONG);
    assertThat(Files.mismatch(source.path("a"), replica.path("a"))).isEqualTo(-1);
  }

  @Test
  void removesLeftovers() throws Exception {
    Path leftover = TemporaryName.next().path();
    Files.writeString(replica.root().resolve(leftover), "part");
    applying.applier().removeLeftover(leftover, inReplica("").inode());
    assertNoTemporaries();
  }

  @Test
  void copiesNamesOf255Bytes() throws Exception {
    String name = "n".repeat(255);
    source.add(name + " = 1");
    apply(name);
    assertEqualTrees();
  }

  /** Does something before each of the first copies, when the file has been looked at. */
  private static Watch beforeCopying(int times, Interruption interruption) {
    return new Watch() {
      private int copies;

      @Override
      public void copies(Path from, Path to) throws IOException {
        if (copies < times) {
          copies++;
          interruption.happens(copies);
        }
      }
    };
  }

  private interface Interruption {
    void happens(int number) throws IOException;
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private Outcome apply(String path) throws IOException {
    return applying.apply(path);
  }

  private Change change(String path) throws IOException {
    return applying.change(path);
  }

  private Entry inSource(String path) throws IOException {
    return trees.source().read(Path.of(path));
  }

  private Entry inReplica(String path) throws IOException {
    return trees.replica().read(Path.of(path));
  }

  /** Zeros with some bytes where one stretch of a copy meets the next. */
  private static void makeLong(Path file) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      for (long at = (8L << 20) - 3; at < LONG; at += 8L << 20) {
        out.seek(at);
        out.write("border".getBytes(StandardCharsets.UTF_8));
      }
      out.setLength(LONG);
    }
  }

  /** By touch(1): the JDK itself may not write all times exactly. */
  private static void setTime(Path path, String time) throws Exception {
    Process touch = new ProcessBuilder("touch", "-d", time, path.toString()).inheritIO().start();
    assertThat(touch.waitFor()).isZero();
    assertThat(Files.getLastModifiedTime(path)).isEqualTo(FileTime.from(Instant.parse(time)));
  }

  /** The roots' own times are a matter of the pass. */
  private void assertEqualTrees() throws IOException {
    for (TreeBuilder tree : new TreeBuilder[] {source, replica}) {
      tree.time("", TreeBuilder.TIME);
    }
    assertThat(TreeSnapshot.of(replica.root(), Fact.by(calls)))
        .isEqualTo(TreeSnapshot.of(source.root(), Fact.by(calls)));
  }

  private void assertNoTemporaries() throws IOException {
    try (Stream<Path> all = Files.walk(replica.root())) {
      assertThat(all.filter(path -> TemporaryName.matches(RawPath.of(path.getFileName()))))
          .isEmpty();
    }
    assertThat(Files.exists(replica.root(), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }
}

package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** File systems that are mounted in the source or the replica. */
class MountsIT extends FoldersTestSupport {

  @BeforeEach
  void makeFolders() throws Exception {
    Shell.run(program.folder(), "mkdir -p source/docs replica; echo 1 >source/docs/1");
  }

  @ParameterizedTest(name = "{0} is also at {1}")
  @CsvSource({
    "replica, source/in",
    "replica/sub, source/in",
    ".., source/in",
    "source, replica/in",
    "source/docs, replica/in",
  })
  void refusesTreesThatMeet(String what, String place) throws Exception {
    Shell.run(program.folder(), "mkdir -p replica/sub " + place);
    Path shown = what.equals("..") ? program.folder() : program.path(what);
    disks.mountAgain(shown, program.path(place));
    TreeSnapshot before = TreeSnapshot.of(source.resolve("docs"));

    Result result = once().exited(ExitCode.USAGE);

    assertThat(result.errLines())
        .singleElement()
        .asString()
        .contains("share files through the mount at " + program.path(place));
    assertThat(TreeSnapshot.of(source.resolve("docs"))).isEqualTo(before);
    assertThat(replica.resolve("docs")).doesNotExist();
  }

  @Test
  void refusesARootThatIsMountedFromBelowTheOther() throws Exception {
    Shell.run(program.folder(), "mkdir -p mnt/below");
    disks.mountAgain(source, program.path("mnt"));
    Shell.run(source, "mkdir below");

    Result result = program.run("--once", source, program.path("mnt/below/new"), "60", log.file());

    assertThat(result.exited(ExitCode.USAGE).err()).contains("lies in the source");
    disks.unmount(program.path("mnt"));
    disks.mountAgain(source.resolve("docs"), program.path("mnt"));
    result = program.run("--once", source, program.path("mnt/new"), "60", log.file());
    assertThat(result.exited(ExitCode.USAGE).err()).contains("share files");
    assertThat(source.resolve("docs/new")).doesNotExist();
  }

  @Test
  void refusesATrashThatIsMountedInATree() throws Exception {
    Shell.run(program.folder(), "mkdir -p trash source/in");
    disks.mountAgain(program.path("trash"), source.resolve("in"));

    Result result = once("--trash", program.path("trash")).exited(ExitCode.USAGE);

    assertThat(result.err()).contains("lies in the source or the replica");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"replica", "replica/docs", "replica/other", ".", "trash"})
  void leavesOutAFolderOfTheMirrorThatAppearsInTheSource(String what) throws Exception {
    Shell.run(program.folder(), "mkdir -p source/docs/in source/other trash");
    program.start(line("100ms", "--max-delete", "off", "--trash", program.path("trash")));
    Await.equal(source, replica);

    disks.mountAgain(program.path(what), source.resolve("docs/in"));
    Shell.run(source, "echo new >docs/new");
    log.awaitPass();
    log.awaitPass();

    assertThat(replica.resolve("docs/new")).exists();
    assertThat(replica.resolve("docs/in")).isEmptyDirectory();
    assertThat(log.messages("WARN"))
        .anyMatch(line -> line.startsWith("could not enter docs/in: a link or a mount leads"));

    disks.unmount(source.resolve("docs/in"));
    Await.equal(source, replica);
  }

  @Test
  void movesNoFolderInWhichSomethingIsMounted() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p source/old/in other
        echo precious >other/file
        touch -d '2024-05-06 07:08:09.123456789 UTC' source/old
        """);
    once().exited(ExitCode.DONE);
    disks.mountAgain(program.path("other"), replica.resolve("old/in"));
    Shell.run(source, "mv old new");

    assertThat(once().exited(ExitCode.SOME_FAILED).err())
        .contains("could not delete old/in: a file system");

    assertThat(replica.resolve("old/in/file")).hasContent("precious");
    assertThat(replica.resolve("new/in")).isEmptyDirectory();
  }

  /** The folders of an overlay have other inodes than those of its layers. */
  @Test
  void leavesOutAnOverlayOfTheReplica() throws Exception {
    Shell.run(program.folder(), "mkdir -p source/in upper work");
    program.start(line("100ms", "--max-delete", "off"));
    Await.equal(source, replica);

    disks.mountOverlay(source.resolve("in"), replica, program.folder());
    Shell.run(source, "echo new >docs/new");
    log.awaitPass();
    log.awaitPass();

    assertThat(replica.resolve("docs/new")).exists();
    assertThat(replica.resolve("in")).isEmptyDirectory();
    disks.unmount(source.resolve("in"));
    Await.equal(source, replica);
  }

  @ParameterizedTest(name = "{0} at the start")
  @CsvSource({"mounted", "not mounted"})
  void entersNoMountAmongOrphans(String when) throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p precious/below replica/old/disk; echo p >precious/1; echo p >precious/below/p
        echo o >replica/old/file
        """);
    TreeSnapshot precious = TreeSnapshot.state(program.path("precious"));
    if (when.equals("not mounted")) {
      Shell.run(program.folder(), "mkdir -p source/old/disk; cp -p replica/old/file source/old");
    } else {
      disks.mountAgain(program.path("precious"), replica.resolve("old/disk"));
    }
    program.start(line("100ms", "--max-delete", "off"));
    if (when.equals("not mounted")) {
      Await.equal(source, replica);
      disks.mountAgain(program.path("precious"), replica.resolve("old/disk"));
      Shell.run(source, "rm -r old");
    }

    Await.until(() -> assertThat(replica.resolve("old/file")).doesNotExist());
    log.awaitPass();

    assertThat(TreeSnapshot.state(program.path("precious"))).isEqualTo(precious);
    assertThat(log.messages("WARN"))
        .isNotEmpty()
        .allMatch(line -> line.contains(" old/disk: "))
        .anyMatch(line -> line.startsWith("could not delete old/disk: a file system is mounted"));

    disks.unmount(replica.resolve("old/disk"));
    Await.equal(source, replica);
    assertThat(TreeSnapshot.state(program.path("precious"))).isEqualTo(precious);
  }

  @ParameterizedTest(name = "a disk of {0}")
  @CsvSource({"its own", "the source's"})
  void keepsWhatAnUnmountedDiskOfTheSourceHeld(String kind) throws Exception {
    Path place = Files.createDirectory(source.resolve("usb"));
    Path disk = Files.createDirectory(program.path("disk"));
    if (kind.equals("its own")) {
      disks.mountTmpfs(disk, "1m");
    }
    Shell.run(disk, "mkdir d; echo a >a; echo b >d/b; chmod 700 .");
    disks.mountAgain(disk, place);
    program.start(line("100ms", "--max-delete", "off"));
    Await.equal(source, replica);
    TreeSnapshot before = TreeSnapshot.of(replica.resolve("usb"));

    disks.unmount(place);
    Shell.run(source, "echo new >docs/new");
    log.awaitPass();
    log.awaitPass();

    assertThat(replica.resolve("docs/new")).exists();
    assertThat(TreeSnapshot.of(replica.resolve("usb"))).isEqualTo(before);
    assertThat(log.messages("WARN"))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("could not mirror usb: its file system is not mounted"));

    disks.mountAgain(disk, place);
    Shell.run(place, "rm a");
    Await.equal(source, replica);

    disks.unmount(place);
    log.awaitPass();
    Files.delete(place);
    Await.equal(source, replica);
  }
}

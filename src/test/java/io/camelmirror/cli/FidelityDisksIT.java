package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.Fact;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas on disks that store less than the source's, and disks that are mounted below it. */
class FidelityDisksIT extends FidelityTestSupport {

  private static final String TIMES =
      """
      mkdir -p source/folder/below; cd source
      echo a >folder/nine; echo a >folder/odd; echo a >old; echo a >late; echo a >folder/below/now
      touch -d '2020-02-29 12:34:56.987654321 UTC' folder/nine
      touch -d '2020-02-29 12:34:57.999999999 UTC' folder/odd
      touch -d '1960-01-01 00:00:00.5 UTC' old
      touch -d '2100-01-01 00:00:00.5 UTC' late
      touch -d '2021-01-01 00:00:01.123456789 UTC' folder/below
      touch -d '2021-01-01 00:00:03.123456789 UTC' folder
      """;

  private static final String ABSURD_TIMES =
      """
      mkdir -p source/folder; cd source
      echo a >folder/late; echo a >folder/early; echo a >folder/beside; echo a >soon; ln -s x link
      touch -d @9223372036854775807 folder/late
      touch -d @-9223372036854775808 folder/early
      touch -h -d @-4611686018427387904 link
      touch -d @31556889864403200 soon
      touch -d @31556889864403199.999999999 folder
      touch -d @4611686018427387904 .
      """;

  @BeforeEach
  void mount() throws Exception {
    as(User.ROOT);
  }

  @Test
  void doesNotCopyAgainWhatADiskStoresByTheSecond() throws Exception {
    disks.mountWholeSeconds(replica);
    replica = replica.resolve("replica");
    shell(TIMES + "ln -s x link; touch -h -d '2020-01-01 00:00:00.5 UTC' link");

    assertThat(pass()).containsEntry("copied", number(6));

    assertThat(TreeSnapshot.of(replica).get("folder/nine"))
        .contains("modified 1582979696.000000000");
    assertThat(replica).isDirectoryNotContaining("glob:**.part");
    assertNothingIsLeftToDo();

    shell("echo b >source/folder/nine; touch -d '2020-02-29 12:34:58 UTC' source/folder/nine");
    assertThat(pass()).containsAllEntriesOf(counts(0, 1, 0));
  }

  @Test
  void doesNotCopyAgainWhatADiskBelowStoresByTheSecond() throws Exception {
    disks.mountWholeSeconds(Files.createDirectory(replica).resolve("folder"));
    shell(TIMES + "rmdir ../replica/folder/lost+found; mkdir folder/empty");

    assertThat(pass()).containsEntry("copied", number(5));

    assertThat(TreeSnapshot.of(replica))
        .hasEntrySatisfying(
            "folder/nine", is -> assertThat(is).contains("modified 1582979696.000000000"))
        .hasEntrySatisfying("old", is -> assertThat(is).contains("modified -315619199.5"));
    assertNothingIsLeftToDo();

    shell("echo b >source/folder/nine; touch -d '2020-02-29 12:34:58 UTC' source/folder/nine");
    assertThat(pass()).containsAllEntriesOf(counts(0, 1, 0));
    assertNothingIsLeftToDo();

    shell("ln source/folder/nine source/nine; chmod 600 source/nine");
    pass("--hard-links");
    assertThat(warnings()).anyMatch(line -> line.startsWith("hard links are not kept everywhere"));
    assertThat(TreeSnapshot.of(replica).get("nine")).contains("mode 600");
    assertThat(TreeSnapshot.of(replica).get("folder/nine")).contains("mode 600");
    assertNothingIsLeftToDo("--hard-links");
  }

  @Test
  void keepsTimesThatNoCalendarHas() throws Exception {
    disks.mountTmpfs(source);
    disks.mountTmpfs(Files.createDirectory(replica));
    shell(ABSURD_TIMES);

    assertThat(pass("--modify-window", "2s")).containsEntry("copied", number(5));

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(Shell.run(replica, "stat -c %Y . folder/late folder/early link"))
        .isEqualTo(
            "4611686018427387904\n9223372036854775807\n-9223372036854775808\n"
                + "-4611686018427387904\n");
    assertNothingIsLeftToDo("--modify-window", "2s");

    shell("touch -d @9223372036854775805 source/folder/late");
    assertThat(pass()).containsAllEntriesOf(counts(0, 1, 0));
    assertNothingIsLeftToDo();
  }

  @Test
  void doesNotCopyAgainWhatADiskCutsToItsLastYear() throws Exception {
    disks.mountTmpfs(source);
    shell(ABSURD_TIMES);

    assertThat(pass()).containsEntry("copied", number(5));

    assertNothingIsLeftToDo();
  }

  @Test
  void doesNotCopyAgainWhatFatStores() throws Exception {
    disks.mountFat(replica);
    requireNothingIsCopiedAgain("FAT");
  }

  @Test
  void doesNotCopyAgainWhatExfatStores() throws Exception {
    disks.mountExfat(replica);
    requireNothingIsCopiedAgain("exFAT");
  }

  @Test
  void doesNotCopyAgainWhatNtfsStores() throws Exception {
    disks.mountNtfs(replica);
    requireNothingIsCopiedAgain("NTFS");
  }

  private void requireNothingIsCopiedAgain(String disk) throws Exception {
    replica = replica.resolve("replica");
    shell(TIMES + "chmod 640 old; chmod 700 folder; chown 12:34 late");

    assertThat(pass()).as(disk).containsEntry("copied", number(5));

    assertThat(warnings()).as(disk).anyMatch(line -> line.contains("are not kept: "));
    assertNothingIsLeftToDo();

    shell("echo b >source/folder/nine; touch -d '2020-02-29 12:35:58 UTC' source/folder/nine");
    assertThat(pass()).as(disk).containsAllEntriesOf(counts(0, 1, 0));
    assertThat(replica.resolve("folder/nine")).hasContent("b");
    assertNothingIsLeftToDo();
  }

  /** An overlay gives a file of several names a new inode when it writes to one of them. */
  @Test
  void keepsHardLinksThatAnOverlayBreaksUp() throws Exception {
    Path disk = disks.mountTmpfs(Files.createDirectory(program.path("disk")), "64m");
    shell(
        """
        mkdir disk/lower; cd disk/lower
        echo attributes >a; ln a b; ln a c
        echo new >e; ln e f; ln e g
        echo other >k; ln k l; echo gone >n; ln n o
        chmod 600 a; cp -a . ../../source; cd ../../source
        chmod 640 a; ln a d; ln e h; rm l; echo alone >l; rm n; touch -d '2001-01-01 UTC' .
        """);
    disks.mountOverlay(Files.createDirectory(replica), disk.resolve("lower"), disk, "index=off");

    pass("--hard-links");

    assertThat(TreeSnapshot.of(replica, Fact.HARD_LINKS))
        .isEqualTo(TreeSnapshot.of(source, Fact.HARD_LINKS));
    assertNothingIsLeftToDo("--hard-links");
  }

  /** On such an overlay, no file has the device number of its folder. */
  @Test
  void doesNotCopyAgainWhatAnOverlayStoresByTheSecond() throws Exception {
    Path seconds = program.path("seconds");
    disks.mountWholeSeconds(seconds);
    Path lower = disks.mountTmpfs(Files.createDirectory(program.path("lower")), "64m");
    shell(TIMES + "cp -a folder ../lower; cd ../lower/folder; chmod 600 *; ln nine below/again");
    disks.mountOverlay(Files.createDirectory(replica), lower, seconds, "index=on,xino=off");
    shell("rm source/folder/odd; echo odd >source/folder/odd; ln source/folder/nine source/nine");

    pass("--hard-links");

    assertNothingIsLeftToDo("--hard-links");
  }

  @Test
  void namesBothPathsThatTheReplicaCannotTellApart() throws Exception {
    disks.mountIgnoringCase(replica);
    Files.createDirectories(source.resolve("docs"));
    shell(
        """
        cd source; echo upper >docs/NAME; echo lower >docs/name; echo other >docs/other
        mkdir Folder folder; echo 1 >Folder/upper; echo 2 >folder/lower; echo z >z
        """);

    Result result = once().exited(ExitCode.SOME_FAILED);

    assertThat(result.errLines()).filteredOn(line -> line.contains("could not ")).hasSize(2);
    assertThat(warnings())
        .anyMatch(line -> line.contains("docs/name") && line.contains("NAME"))
        .anyMatch(line -> line.contains("folder") && line.contains("Folder"));
    assertThat(replica.resolve("docs/NAME")).hasContent("upper");
    // Which of two folders comes first is left to chance.
    assertThat(Shell.run(replica, "find . | sed 's,older/.*,older/*,' | tr F f | sort"))
        .isEqualTo(".\n./docs\n./docs/NAME\n./docs/other\n./folder\n./folder/*\n./z\n");
    assertThat(replica.resolve("docs/other")).hasContent("other");
    assertThat(replica.resolve("z")).hasContent("z");

    JsonObject second = json(once().exited(ExitCode.SOME_FAILED));

    assertThat(second).containsAllEntriesOf(counts(0, 0, 0)).containsEntry("failed", number(2));
    assertThat(replica.resolve("docs/NAME")).hasContent("upper");
  }

  @Test
  void crossesMountPointsBelowTheSource() throws Exception {
    mountBelowTheSource();

    pass();

    assertThat(TreeSnapshot.of(replica, Fact.OWNER))
        .isEqualTo(TreeSnapshot.of(source, Fact.OWNER))
        .containsKeys("docs/mounted/below/f");
    assertNothingIsLeftToDo();
  }

  @Test
  void staysOnOneFileSystemWhenAsked() throws Exception {
    mountBelowTheSource();

    pass("--one-file-system");

    assertThat(replica.resolve("docs/a")).hasContent("a");
    assertThat(replica.resolve("docs/mounted")).isEmptyDirectory();
    assertNothingIsLeftToDo("--one-file-system");
  }

  @Test
  void leavesWhatTheReplicaHasOfAnotherFileSystem() throws Exception {
    mountBelowTheSource();
    pass();
    shell("echo kept >replica/docs/mounted/kept; echo orphan >replica/docs/orphan");

    assertThat(pass("--one-file-system")).containsAllEntriesOf(counts(0, 0, 1));

    assertThat(Shell.run(replica, "find docs | sort"))
        .isEqualTo(
            "docs\ndocs/a\ndocs/mounted\ndocs/mounted/below\ndocs/mounted/below/f\n"
                + "docs/mounted/file\ndocs/mounted/kept\n");
    assertNothingIsLeftToDo("--one-file-system");
  }

  private void mountBelowTheSource() throws Exception {
    shell("mkdir -p source/docs/mounted; echo a >source/docs/a");
    disks.mountTmpfs(source.resolve("docs/mounted"));
    shell("cd source/docs/mounted; echo m >file; mkdir below; echo f >below/f");
  }
}

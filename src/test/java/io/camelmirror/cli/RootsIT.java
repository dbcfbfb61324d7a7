package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.OtherUser;
import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ways to the two folders, while they change. The folders of these tests lie below a sticky
 * folder that all users may write to.
 */
class RootsIT extends FoldersTestSupport {

  @Test
  void followsALinkToTheReleaseOfTheDay() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p one/only-one two/d; echo 1 >one/a; echo 22 >two/a; echo 2 >two/d/b
        ln -s one source
        """);
    program.start(line("100ms"));
    Await.equal(program.path("one"), replica);

    Shell.run(program.folder(), "ln -s two source.new; mv -T source.new source");

    Await.equal(program.path("two"), replica);
    Shell.run(program.folder(), "echo new >one/ignored; echo new >two/new");
    Await.equal(program.path("two"), replica);
    assertThat(log.messages("ERROR")).isEmpty();
  }

  @ParameterizedTest(name = "the {0}''s")
  @CsvSource({"source", "replica"})
  void findsADiskThatWasMountedAgain(String whose) throws Exception {
    Path disk = disks.mountTmpfs(program.path("disk"), "1m");
    Path mount = program.path("mnt");
    Shell.run(program.folder(), "mkdir source replica; mkdir disk/root mnt");
    disks.mountAgain(disk, mount);
    source = whose.equals("source") ? mount.resolve("root") : source;
    replica = whose.equals("replica") ? mount.resolve("root") : replica;
    Shell.run(source, "echo 0 >0");
    program.start(line("100ms"));
    Await.equal(source, replica);

    for (int i = 1; i <= 2; i++) {
      disks.unmountInUse(mount);
      int outages = i;
      Await.until(() -> assertThat(log.messages("ERROR")).hasSize(outages));
      assertThat(mount).isEmptyDirectory();
      disks.mountAgain(disk, mount);
      Shell.run(source, "echo " + i + " >" + i);
      Await.equal(source, replica);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"source", "replica", "trash"})
  void refusesALinkOfAnotherUser(String root) throws Exception {
    OtherUser.require();
    Shell.run(
        program.folder(),
        "mkdir -p source replica trash outside/x; echo 1 >source/a; rm -r " + root);
    Shell.run(program.folder(), "ln -s outside/x " + root);
    OtherUser.own(program.path(root));
    TreeSnapshot before = TreeSnapshot.state(program.path("outside"));

    Result result =
        program.run(
            Stream.concat(
                    Stream.of("--once", "--trash", program.path("trash")), Stream.of(line("60")))
                .toArray());

    result.exited(ExitCode.USAGE);
    assertThat(result.errLines())
        .singleElement()
        .asString()
        .contains(
            "a link of another user, number 1000, is not followed", program.path(root).toString());
    assertThat(TreeSnapshot.state(program.path("outside"))).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a link to another folder, ln -s ../outside home/backup, a link of another user",
    "another folder, mkdir -p home/backup; cp -a outside/data home/backup, other users can change"
  })
  void touchesNothingWhereAParentWasSwapped(String what, String swap, String why) throws Exception {
    OtherUser.require();
    Shell.run(
        program.folder(),
        "mkdir -p source home/backup/data outside/data; echo 1 >source/a; echo p >outside/data/p");
    OtherUser.own(program.path("home"));
    TreeSnapshot before = TreeSnapshot.state(program.path("outside"));
    replica = program.path("home/backup/data");
    program.start(line("100ms", "--max-delete", "off"));
    Await.equal(source, replica);

    Shell.run(program.folder(), "mv home/backup home/moved; " + swap);
    if (what.contains("link")) {
      OtherUser.own(program.path("home/backup"));
    }
    TreeSnapshot swapped = TreeSnapshot.state(replica);
    Shell.run(source, "echo 2 >b");
    Await.until(
        () ->
            assertThat(log.messages("ERROR"))
                .last()
                .asString()
                .contains("nothing was deleted", why, program.path("home").toString()));

    assertThat(TreeSnapshot.state(replica)).isEqualTo(swapped);
    assertThat(TreeSnapshot.state(program.path("outside"))).isEqualTo(before);
    Shell.run(program.folder(), "rm -r home/backup; mv home/moved home/backup");
    Await.equal(source, replica);
  }

  @Test
  void refusesToMirrorInACircle() throws Exception {
    Shell.run(program.folder(), "mkdir source replica; echo 1 >source/a");
    program.start(line("100ms"));
    Await.equal(source, replica);

    Result back = program.run("--once", replica, source, "60", program.path("back.log"));

    assertThat(back.exited(ExitCode.USAGE).errLines())
        .singleElement()
        .asString()
        .contains("must not form a circle");
    program.run("--once", replica, program.path("on"), "60", program.path("on.log")).exited(0);
  }
}

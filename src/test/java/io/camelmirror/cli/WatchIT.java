package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.TreeEdits;
import io.camelmirror.cli.Program.Running;
import io.camelmirror.tree.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The daemon that watches its source. Its interval is so long that only events explain a copy. */
class WatchIT extends FoldersTestSupport {

  private static final long SEED = 11;
  private static final Path LIMITS = Path.of("/proc/sys/fs");
  private static final String NEVER = "10h";

  private Path limit;
  private String before;

  /** How the program hears of changes. */
  enum Way {
    fanotify,
    inotify
  }

  @BeforeEach
  void makeFolders() throws Exception {
    Shell.run(program.folder(), "mkdir -p source/d/e replica; echo 1 >source/d/e/a");
  }

  @AfterEach
  void restoreLimit() throws IOException {
    if (limit != null) {
      Files.writeString(limit, before);
    }
  }

  private void set(String name, int value) throws Exception {
    limit = LIMITS.resolve(name);
    assumeTrue(Files.isWritable(limit), "the limits of the kernel cannot be changed here");
    before = Shell.run(source, "cat " + limit);
    Files.writeString(limit, Integer.toString(value));
  }

  /** The limit is for all programs of a user together. */
  private int watchesInUse() throws Exception {
    String count = "cat /proc/[0-9]*/fdinfo/* 2>/dev/null | grep -c ^inotify || true";
    return Integer.parseInt(Shell.run(source, count).trim());
  }

  private Running watch(Way way, String interval, Object... options) throws Exception {
    boolean root = Privileges.CURRENT.isRoot();
    assumeTrue(root || way == Way.inotify, "only root may use fanotify");
    if (root && way == Way.inotify) {
      program.through("setpriv", "--bounding-set=-sys_admin");
    }
    Object[] all = new Object[options.length + 1];
    all[0] = "--watch";
    System.arraycopy(options, 0, all, 1, options.length);
    Running running = program.start(line(interval, all));
    awaitLog("watching " + source + " through " + way);
    awaitLog("pass 1: ");
    return running;
  }

  private void awaitLog(String text) {
    Await.until(() -> assertThat(log.file()).content().contains(text));
  }

  private void change(String commands) throws Exception {
    Shell.run(source, commands);
  }

  @ParameterizedTest
  @EnumSource
  void mirrorsEachChangeAtOnce(Way way) throws Exception {
    watch(way, NEVER);
    for (String commands :
        new String[] {
          "echo new >d/e/new",
          "echo changed >d/e/a",
          "chmod 600 d/e/a",
          "mkdir -p x/y/z; echo 1 >x/y/z/1",
          "mv x/y d/moved",
          "ln -s nowhere d/link",
          "mv d/e/a d/e/b",
          "rm -r d/moved",
          "rm -r d x; echo last >last"
        }) {
      change(commands);
      Await.equal(source, replica);
    }
    assertThat(log.messages("ERROR")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void staysEqualWhileAnybodyEdits(Way way) throws Exception {
    watch(way, NEVER, "--max-delete", "off");
    TreeEdits edits = new TreeEdits(source, new Random(SEED));
    for (int i = 0; i < 20; i++) {
      edits.make(100);
      Await.equal(source, replica);
    }
  }

  @ParameterizedTest
  @EnumSource
  void makesUpForLostEvents(Way way) throws Exception {
    set(way + "/max_queued_events", 4);
    Shell.run(source, "for i in 1 2 3 4 5 6 7 8 9; do mkdir $i; done");
    watch(way, NEVER, "--max-delete", "off");
    TreeEdits edits = new TreeEdits(source, new Random(SEED));
    edits.make(1000);
    Await.equal(source, replica);
    awaitLog("the system dropped some of its reports about changes");
  }

  @Test
  void saysThatInotifyMayWatchTooFewDirectories() throws Exception {
    set("inotify/max_user_watches", 3 + watchesInUse());
    Shell.run(source, "for i in 1 2 3 4 5 6 7 8 9; do mkdir $i; done");
    watch(Way.inotify, "200ms");
    assertThat(log.messages("WARN"))
        .singleElement()
        .asString()
        .contains("fs.inotify.max_user_watches is ", "sysctl fs.inotify.max_user_watches=");
    change("for i in 1 2 3 4 5 6 7 8 9; do echo new >$i/new; done");
    Await.equal(source, replica);
  }

  @Test
  void leavesDeletesToTheirSchedule() throws Exception {
    watch(here(), NEVER, "--reconcile", "0 0 0 1 1 ? 2099");
    change("rm d/e/a; echo new >d/new");
    Await.until(() -> assertThat(replica.resolve("d/new")).exists());
    assertThat(replica.resolve("d/e/a")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void endsAtASignal(String signal) throws Exception {
    Running running = watch(here(), NEVER);
    change("echo new >new");
    Await.equal(source, replica);
    running.signal(signal);
    running.end().exited(signal.equals("TERM") ? 143 : 130);
    assertThat(running.err()).isEmpty();
  }

  /** A disk can be unmounted while its folder is watched. */
  @Test
  void watchesADiskThatIsMountedAgain() throws Exception {
    Shell.run(source, "rm -r d");
    disks.mountTmpfs(source);
    Shell.run(source, "echo 1 >a");
    watch(here(), "200ms");
    disks.unmount(source);
    awaitLog("ERROR");
    disks.mountTmpfs(source);
    Shell.run(source, "echo 1 >a");
    awaitLog("available again");
    change("echo new >new");
    Await.equal(source, replica);
  }

  private static Way here() {
    return Privileges.CURRENT.isRoot() ? Way.fanotify : Way.inotify;
  }
}

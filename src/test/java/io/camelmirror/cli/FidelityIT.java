package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.Fact;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program keeps without being asked. */
class FidelityIT extends FidelityTestSupport {

  /** One of each kind that is kept in any case. */
  private static final String PLAIN =
      """
      mkdir -p source/docs/deep source/empty
      echo text >source/docs/a.txt; : >source/docs/zero; head -c 300000 /dev/urandom >source/big
      ln -s docs/a.txt source/link
      chmod 640 source/docs/a.txt; chmod 750 source/docs
      touch -d '2001-02-03 04:05:06.123456 UTC' source/big source/docs source/empty
      """;

  @ParameterizedTest
  @EnumSource
  void keepsContentAndEmptyFilesAndFolders(User user) throws Exception {
    as(user);
    shell(PLAIN);

    pass();

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source)).hasSize(8);
    assertNothingIsLeftToDo();
  }

  @ParameterizedTest
  @EnumSource
  void keepsTimesToTheNanosecond(User user) throws Exception {
    as(user);
    shell(
        """
        mkdir -p source/folder/below
        cd source/folder
        echo a >now; echo a >nine; echo a >old; echo a >instant; echo a >late; echo a >below/f
        ln -s nowhere link; ln -s nowhere ancient-link
        touch -d '2020-02-29 12:34:56.123456789 UTC' nine
        touch -d '1950-06-01 00:00:00.987654321 UTC' old
        touch -d '1969-12-31 23:59:59.999999999 UTC' instant
        touch -d '2038-01-19 03:14:08.000000001 UTC' late
        touch -h -d '2021-01-01 00:00:00.000000001 UTC' link
        touch -h -d '1955-01-01 00:00:00.111111111 UTC' ancient-link
        touch -d '1960-01-01 00:00:00.222222222 UTC' below
        cd ..
        touch -d '2100-01-01 00:00:00.333333333 UTC' folder
        touch -d '2022-01-01 00:00:00.444444444 UTC' .
        """);

    pass();

    TreeSnapshot kept = TreeSnapshot.of(source);
    assertThat(kept.get("folder/nine")).contains("modified 1582979696.123456789");
    assertThat(kept.get("folder/instant")).contains("modified -0.000000001");
    assertThat(kept.get("folder/late")).contains("modified 2147483648.000000001");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(kept);
    assertNothingIsLeftToDo();
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheTimesOfFoldersWhoseContentsChanged(User user) throws Exception {
    as(user);
    String times =
        """
        touch -d '2011-01-01 00:00:00.111111111 UTC' source/a/b/c
        touch -d '2012-01-01 00:00:00.222222222 UTC' source/a/b
        touch -d '1912-01-01 00:00:00.333333333 UTC' source/a
        touch -d '2013-01-01 00:00:00.444444444 UTC' source
        """;
    shell("mkdir -p source/a/b/c; echo old >source/a/b/c/edited; echo g >source/a/b/gone" + "\n");
    shell(times);
    pass();

    shell(
        """
        cd source/a; echo edited >b/c/edited; echo n >b/c/new; rm b/gone; mkdir b/folder; ln -s x link
        """);
    shell(times);
    pass();

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertNothingIsLeftToDo();
  }

  @Test
  void copiesWhatChangedWithinTheSameSecondAtTheSameSize() throws Exception {
    shell(
        """
        echo one >source/file; ln -s one source/link
        touch -h -d '2020-01-01 00:00:00.500000000 UTC' source/file source/link
        """);
    pass();
    shell(
        """
        echo two >source/file
        touch -d '2020-01-01 00:00:00.500000001 UTC' source/file
        """);

    assertThat(pass()).containsAllEntriesOf(counts(0, 1, 0)).containsEntry("bytes", number(4));

    assertThat(replica.resolve("file")).hasContent("two");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheTimeOfALinkWithoutMakingItAgain(User user) throws Exception {
    as(user);
    shell("ln -s nowhere source/link");
    pass();
    Object made = inode("link");
    shell("touch -h -d '2001-01-01 00:00:00.123456789 UTC' source/link");

    assertThat(pass()).containsAllEntriesOf(counts(0, 1, 0)).containsEntry("bytes", number(0));

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(inode("link")).isEqualTo(made);
    assertNothingIsLeftToDo();
  }

  @ParameterizedTest
  @EnumSource
  void keepsPermissions(User user) throws Exception {
    as(user);
    shell(
        """
        mkdir source/folders; cd source
        for mode in 400 444 600 640 755 4755 2755 1644 6711 7777; do
          echo $mode >file$mode; chmod $mode file$mode
        done
        for mode in 500 555 700 755 1777 2775 3770 7777; do
          mkdir folders/$mode; echo $mode >folders/$mode/file; chmod $mode folders/$mode
        done
        """);

    pass();

    assertThat(TreeSnapshot.of(replica))
        .isEqualTo(TreeSnapshot.of(source))
        .hasSize(1 + 10 + 1 + 16);
    assertNothingIsLeftToDo();
  }

  @Test
  void keepsWhatNobodyMayReadForRoot() throws Exception {
    as(User.ROOT);
    shell(
        """
        mkdir -p source/closed/below; echo a >source/closed/below/a; echo b >source/b
        chmod 000 source/closed/below/a source/closed/below source/closed source/b
        """);

    pass();

    assertThat(TreeSnapshot.of(replica))
        .isEqualTo(TreeSnapshot.of(source))
        .containsKey("closed/below/a");
    assertNothingIsLeftToDo();
  }

  @ParameterizedTest
  @ValueSource(strings = {"000", "111", "222", "444", "555"})
  void fillsAndEmptiesFoldersOfTheReplicaThatAreClosedToTheirOwner(String mode) throws Exception {
    as(User.ORDINARY);
    shell(
        """
        mkdir -p source/open/empty source/read/below replica/open/below replica/read/below
        echo new >source/open/new; echo new >source/open/edited; echo n >source/read/below/new
        echo old >replica/open/edited; echo o >replica/open/orphan; echo o >replica/open/below/orphan
        echo o >replica/read/below/orphan; touch -d '2020-01-01 UTC' replica/open/edited
        chmod 555 source/read/below source/read
        chmod %1$s replica/open/below replica/open replica/read/below replica/read
        """
            .formatted(mode));

    pass();

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source)).hasSize(8);
    assertNothingIsLeftToDo();
  }

  @Test
  void emptiesReadOnlyFolders() throws Exception {
    as(User.ORDINARY);
    shell(
        """
        mkdir -p source/fixed/below/deep
        echo g >source/fixed/gone; echo g >source/fixed/below/deep/gone
        chmod 555 source/fixed/below/deep source/fixed/below source/fixed
        """);
    pass();
    shell(
        """
        chmod 755 source/fixed
        chmod -R 755 source/fixed/below; rm -r source/fixed/below source/fixed/gone
        chmod 555 source/fixed
        """);

    assertThat(pass()).containsAllEntriesOf(counts(0, 0, 2));

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source)).hasSize(2);
  }

  @Test
  void keepsOwnersByNumberForRoot() throws Exception {
    as(User.ROOT);
    shell(
        """
        cd source; mkdir folder; echo a >folder/file; echo s >setuid; echo h >high; ln -s x link
        chown 1234:5678 folder; chown 1:2 folder/file; chown 4294967294:4294967293 high
        chown -h 77:78 link; chown 99:100 setuid; chmod 6755 setuid
        """);

    pass();

    TreeSnapshot kept = TreeSnapshot.of(source, Fact.OWNER);
    assertThat(kept.get("high")).contains("owner 4294967294:4294967293");
    assertThat(kept.get("link")).contains("owner 77:78");
    assertThat(TreeSnapshot.of(replica, Fact.OWNER)).isEqualTo(kept);
    assertNothingIsLeftToDo();
  }

  @Test
  void leavesOwnersOutForOthersAndSaysItOnce() throws Exception {
    assumeTrue(RUN_BY_ROOT, "files of others are made by root");
    as(User.ORDINARY);
    Shell.run(
        source,
        """
        mkdir folder; echo a >folder/a; echo b >b; ln -s x link
        chown -hR 1234:5678 .; chmod 755 .
        """);

    assertThat(pass()).containsAllEntriesOf(counts(3, 0, 0));

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertNothingIsLeftToDo();
    assertThat(warnings()).filteredOn(line -> line.startsWith("owners are not kept: ")).hasSize(1);
  }

  @Test
  void keepsTheGroupsThatTheUserBelongsTo() throws Exception {
    assumeTrue(RUN_BY_ROOT, "files of other groups are made by root");
    as("setpriv --reuid=65534 --regid=65534 --groups=5678 ");
    Shell.run(
        source,
        """
        mkdir folder; echo a >folder/a; echo b >b; ln -s x link; echo s >setgid
        chown -hR 65534:5678 .; chmod 2755 setgid
        """);

    pass();

    assertThat(TreeSnapshot.of(replica, Fact.OWNER)).isEqualTo(TreeSnapshot.of(source, Fact.OWNER));
    assertNothingIsLeftToDo();
    assertThat(warnings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void keepsLinksAsTheyAre(User user) throws Exception {
    as(user);
    shell(
        """
        mkdir -p source/docs outside; echo a >source/docs/a; echo secret >outside/secret; cd source
        ln -s docs/a relative; ln -s ../docs/a docs/up; ln -s /etc/hostname absolute
        ln -s nowhere/at/all dangling; ln -s self self; ln -s two one; ln -s one two; ln -s . here
        ln -s docs to-folder; ln -s docs/ slash; ln -s docs//a doubled; ln -s .//docs/./ all
        ln -s nowhere// dangling-slashes; ln -s ../outside outside; ln -s / root
        ln -s "$(printf 'a\\351\\n b')" bytes; ln -s "$(printf '%04095d' 7)" long
        """);

    assertThat(pass()).containsEntry("copied", number(18));

    TreeSnapshot kept = TreeSnapshot.of(source);
    assertThat(kept.get("doubled")).endsWith("target docs//a");
    assertThat(kept.get("all")).endsWith("target .//docs/./");
    assertThat(kept.get("bytes")).endsWith("target a\\xe9\\x0a b");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(kept);
    assertNothingIsLeftToDo();
  }

  @ParameterizedTest
  @EnumSource
  void changesPermissionsAloneWithoutCopying(User user) throws Exception {
    as(user);
    shell("echo content >source/file; mkdir source/folder; chmod 644 source/file");
    pass();
    Object made = inode("file");
    shell("chmod 4711 source/file; chmod 1700 source/folder");

    assertThat(pass()).containsAllEntriesOf(counts(0, 1, 0)).containsEntry("bytes", number(0));

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(inode("file")).isEqualTo(made);
    assertNothingIsLeftToDo();
  }

  @Test
  void changesOwnersAloneWithoutCopying() throws Exception {
    as(User.ROOT);
    shell("echo content >source/file; chmod 6755 source/file; ln -s x source/link; mkdir source/d");
    pass();
    Object file = inode("file");
    Object link = inode("link");
    shell("chown -h 12:34 source/file source/link source/d; chmod 6755 source/file");

    assertThat(pass()).containsAllEntriesOf(counts(0, 2, 0)).containsEntry("bytes", number(0));

    assertThat(TreeSnapshot.of(replica, Fact.OWNER)).isEqualTo(TreeSnapshot.of(source, Fact.OWNER));
    assertThat(inode("file")).isEqualTo(file);
    assertThat(inode("link")).isEqualTo(link);
    assertNothingIsLeftToDo();
  }

  @ParameterizedTest
  @EnumSource
  void changesTypesInAnyDirectionInOnePass(User user) throws Exception {
    as(user);
    shell(
        """
        mkdir replica
        make() {
          case $1 in
            file) echo file >"$2" ;;
            empty) mkdir "$2" ;;
            full) mkdir -p "$2/below/deep"; echo in >"$2/below/f"; ln -s f "$2/below/l"; echo o >"$2/o" ;;
            link) ln -s nowhere "$2" ;;
            inward) ln -s ../outside "$2" ;;
            fifo) mkfifo "$2" ;;
          esac
        }
        mkdir outside; echo precious >outside/f
        for from in file empty full link inward fifo; do
          for to in file empty full link inward fifo; do
            make $from replica/$from-$to; make $to source/$from-$to
          done
        done
        """);

    pass("--specials");

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source)).hasSize(1 + 36 + 6 * 5);
    assertThat(program.path("outside/f")).hasContent("precious");
    assertNothingIsLeftToDo("--specials");
  }

  @ParameterizedTest
  @EnumSource
  void keepsNamesOfAnyBytes(User user) throws Exception {
    as(user);
    program.through("env", "-i", "PATH=" + System.getenv("PATH"));
    program.through("JAVA_HOME=" + System.getProperty("java.home"));
    shell(
        """
        cd source
        python3 - <<'END'
        import os
        for i in range(1, 256):
            if i not in (46, 47):
                open(b'one-%c' % i, 'w').close()
                open(b'%c' % i, 'w').close()
        folder = b'\\xff\\xfe\\xe9 \\n'
        os.mkdir(folder)
        os.symlink(b'\\x80\\xff/', folder + b'/\\xc3')
        open(folder + b'/caf\\xc3\\xa9', 'w').close()
        open(folder + b'/cafe\\xcc\\x81', 'w').close()
        open(folder + b'/' + b'\\xe9' * 255, 'w').close()
        os.mkdir(b'\\xf0\\x9f\\x90\\xaa' * 63 + b'\\xc3')
        END
        """);

    pass();

    assertThat(TreeSnapshot.of(replica))
        .isEqualTo(TreeSnapshot.of(source))
        .containsKeys(
            "\u00ff\u00fe\u00e9 \n/caf\u00c3\u00a9", "\u00ff\u00fe\u00e9 \n/cafe\u00cc\u0081")
        .hasSize(1 + 2 * 253 + 6);
    assertThat(logged()).contains("\\xff\\xfe\\xe9 \\n/\\xc3\n").doesNotContain("\u001b", "\r");
    assertNothingIsLeftToDo();
  }

  @ParameterizedTest
  @EnumSource
  void keepsPathsThatAreLongerThanTheKernelTakes(User user) throws Exception {
    as(user);
    String deep =
        """
        cd %s
        for i in $(seq 30); do name=$(printf '%%0250d' $i); mkdir -p $name; cd -P $name; done
        """;
    shell(deep.formatted("source") + "echo old >file; echo g >gone; ln -s x link");
    pass();

    TreeSnapshot first = TreeSnapshot.of(source);
    assertThat(first).hasSize(1 + 30 + 3);
    assertThat(first.entries().keySet()).anyMatch(path -> path.length() > 30 * 251);
    assertThat(TreeSnapshot.of(replica)).isEqualTo(first);

    shell(deep.formatted("source") + "echo edited >file; rm gone; mkdir new; echo n >new/f");
    shell(deep.formatted("replica") + "mkdir orphan; echo o >orphan/o");
    pass();

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertNothingIsLeftToDo();
  }

  @Test
  void keepsPathsThatDifferByCaseOnly() throws Exception {
    shell("mkdir source/docs source/Docs; echo a >source/docs/a; echo A >source/docs/A");

    pass();

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source)).hasSize(5);
    assertNothingIsLeftToDo();
  }

  @Test
  void doesNotMistakeWhatVanishesForAProblem() throws Exception {
    shell(
        """
        mkdir -p source/files source/folders; echo stays >source/stays
        for i in $(seq 3000); do echo $i >source/files/$i; done
        for i in $(seq 500); do mkdir source/folders/$i; echo $i >source/folders/$i/f; done
        """);
    Program.Running running = program.start("--once", "--json", source, replica, "60", log);
    // From the end, towards the program, which comes from the beginning.
    shell(
        """
        until [ -d replica/files ]; do kill -0 %d; done
        cd source; for i in $(ls -r files | head -2000); do echo files/$i; done | xargs rm
        for i in $(ls -r folders); do echo folders/$i; done | xargs rm -r
        """
            .formatted(running.process().pid()));

    Result result = running.end().exited(ExitCode.DONE);

    assertThat(json(result)).containsEntry("failed", number(0));
    assertThat(warnings()).isEmpty();
    pass();
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void neverPutsAFileInPlaceThatIsWrittenToMeanwhile(boolean sparse) throws Exception {
    shell("mkdir replica; echo old >replica/busy; echo calm >source/calm");
    Path busy = source.resolve("busy");
    try (Writer writer = new Writer(busy, 32 << 20)) {
      writer.start();

      Result result = sparse ? once("--sparse") : once();

      writer.requireAtWork();
      if (result.exitCode() == ExitCode.SOME_FAILED) {
        assertThat(replica.resolve("busy")).hasContent("old");
        assertThat(result.err()).contains("busy");
      } else {
        result.exited(ExitCode.DONE);
        byte[] copied = Files.readAllBytes(replica.resolve("busy"));
        assertThat(copied).hasSize(32 << 20).containsOnly(copied[0]);
      }
    }
    assertThat(replica.resolve("calm")).hasContent("calm");
    assertThat(replica).isDirectoryNotContaining("glob:**.part");

    pass();

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void copiesAFileThatIsAlwaysWrittenToIfAsked() throws Exception {
    shell("mkdir replica; echo old >replica/busy; echo calm >source/calm");
    try (Writer writer = new Writer(source.resolve("busy"), 32 << 20)) {
      writer.start();

      JsonObject report = pass("--copy-changing");

      assertThat(report).containsAllEntriesOf(counts(1, 1, 0));
      // On a busy machine, nothing may have been written while it was copied.
      String said = "copied while it was being written to, the next pass copies it again: busy";
      while (!logged().contains(said)) {
        writer.requireAtWork();
        pass("--copy-changing");
      }
    }
    assertThat(replica.resolve("busy")).hasSize(32 << 20);
    assertThat(replica).isDirectoryNotContaining("glob:**.part");
    pass("--copy-changing");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void mirrorsAPlainTreeWithoutNativeCalls() throws Exception {
    program.with("CAMEL_MIRROR_OPTS", "-Dcamel-mirror.native=off");
    shell(PLAIN);
    shell("chmod 4755 source/big; mkfifo source/fifo");

    JsonObject report = pass("--all");

    assertThat(report).containsAllEntriesOf(counts(4, 0, 0)).containsEntry("skipped", number(1));
    assertThat(warnings())
        .anyMatch(line -> line.startsWith("times of symbolic links are not kept: "))
        .anyMatch(line -> line.startsWith("FIFOs are not kept: "));
    shell("rm source/fifo; touch -h -r replica/link source/link; touch -r replica source");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertNothingIsLeftToDo();
  }

  @Test
  void repairsAPlainTreeWithoutNativeCalls() throws Exception {
    program.with("CAMEL_MIRROR_OPTS", "-Dcamel-mirror.native=off");
    shell(PLAIN);
    pass();
    shell(
        """
        echo edited >replica/docs/a.txt; rm replica/docs/zero; ln -sfn elsewhere replica/link
        mkdir replica/orphan; echo o >replica/orphan/o; rmdir replica/empty; echo f >replica/empty
        chmod 600 replica/big
        """);

    pass();

    shell("touch -h -r replica/link source/link");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  /** Fills a file again and again, with another byte each time. */
  private static final class Writer extends Thread implements AutoCloseable {

    private final FileChannel file;
    private final int size;
    private final AtomicBoolean ends = new AtomicBoolean();
    private volatile byte round;

    Writer(Path path, int size) throws IOException {
      this.size = size;
      file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      fill();
    }

    private void fill() throws IOException {
      round++;
      byte[] piece = new byte[1 << 16];
      Arrays.fill(piece, round);
      for (long offset = 0; offset < size; offset += piece.length) {
        file.write(ByteBuffer.wrap(piece), offset);
      }
    }

    @Override
    public void run() {
      try {
        while (!ends.get()) {
          fill();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void requireAtWork() {
      assertThat(isAlive()).as("the file is being written to").isTrue();
    }

    @Override
    public void close() throws IOException {
      ends.set(true);
      while (isAlive()) {
        Thread.onSpinWait();
      }
      file.close();
    }
  }
}

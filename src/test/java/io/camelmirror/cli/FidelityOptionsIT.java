package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.Fact;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program keeps when it is asked to. */
class FidelityOptionsIT extends FidelityTestSupport {

  /** Sets, shows and removes access lists, which have tools of their own on some machines only. */
  private static final String ACCESS_LIST =
      """
      cat >acl.py <<'END'
      import os, struct, sys
      kind, path, *entries = sys.argv[1:]
      name = 'system.posix_acl_' + kind
      if entries == ['none']:
          os.removexattr(path, name)
      else:
          tags = {'u': 1, 'user': 2, 'g': 4, 'group': 8, 'm': 16, 'o': 32}
          value = struct.pack('<I', 2)
          for entry in entries:
              tag, number, rights = entry.split(':')
              value += struct.pack('<HHI', tags[tag], int(rights), int(number or 2**32 - 1))
          os.setxattr(path, name, value)
      END
      acl() { python3 acl.py "$@"; }
      """;

  private static final String ATTRIBUTE =
      """
      attribute() {
        python3 -c 'import os, sys
      path, name, value = sys.argv[1:]
      if value == "none":
          os.removexattr(path, name, follow_symlinks=False)
      else:
          os.setxattr(path, name, bytes.fromhex(value), follow_symlinks=False)' "$@"
      }
      """;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void followsLinksWhenAsked(boolean replicaHasLinks) throws Exception {
    shell(
        """
        mkdir -p source/docs outside/folder/below
        echo a >source/docs/a; echo out >outside/file; echo in >outside/folder/below/f
        chmod 640 outside/file; touch -d '2001-01-01 00:00:00.123456789 UTC' outside/file
        cd source; ln -s ../outside/file to-file; ln -s ../outside/folder to-folder
        ln -s docs/a inside; ln -s to-file twice
        """);
    if (replicaHasLinks) {
      shell("cp -RP source replica");
    }

    pass("--links", "follow");

    TreeSnapshot followed = TreeSnapshot.of(replica, Fact.HARD_LINKS);
    shell("cp -aL source/. expected; touch -r source expected");
    // As text: no two files of the replica may be names of one.
    assertThat(followed.entries())
        .isEqualTo(TreeSnapshot.of(program.path("expected")).entries())
        .containsKeys("to-folder/below/f");
    assertNothingIsLeftToDo("--links", "follow");
  }

  @Test
  void namesLinksThatCannotBeFollowed() throws Exception {
    shell(
        """
        mkdir -p source/docs; echo a >source/docs/a; echo b >source/b; cd source
        ln -s nowhere dangling; ln -s self self; ln -s two one; ln -s one two
        ln -s .. docs/up; ln -s . here
        mkdir -p ../replica/docs; echo kept >../replica/dangling
        """);

    Result result = once("--links", "follow").exited(ExitCode.SOME_FAILED);

    assertThat(result.err()).doesNotContain("\tat ");
    assertThat(warnings())
        .hasSize(6)
        .allMatch(line -> line.startsWith("could not "))
        .anyMatch(line -> line.contains(" dangling: "))
        .anyMatch(line -> line.contains(" self: "))
        .anyMatch(line -> line.contains(" one: "))
        .anyMatch(line -> line.contains(" two: "))
        .anyMatch(line -> line.contains(" docs/up: "))
        .anyMatch(line -> line.contains(" here: "));
    assertThat(replica.resolve("docs/a")).hasContent("a");
    assertThat(replica.resolve("b")).hasContent("b");
    assertThat(replica.resolve("dangling")).hasContent("kept");
    assertThat(replica.resolve("docs/up")).doesNotExist();
  }

  @Test
  void skipsLinksWhenAsked() throws Exception {
    shell(
        """
        mkdir source/docs; echo a >source/docs/a
        ln -s docs source/to-folder; ln -s nowhere source/dangling; ln -s a source/docs/link
        """);

    JsonObject report = pass("--links", "skip");

    assertThat(report).containsAllEntriesOf(counts(1, 0, 0)).containsEntry("skipped", number(3));
    assertThat(Shell.run(replica, "find . | sort")).isEqualTo(".\n./docs\n./docs/a\n");
    assertThat(logged().lines().filter(line -> line.contains("symbolic links are skipped")))
        .hasSize(1);
    assertNothingIsLeftToDo("--links", "skip");
  }

  @ParameterizedTest
  @EnumSource
  void keepsHardLinks(User user) throws Exception {
    as(user);
    shell(
        """
        mkdir -p source/a/b source/c; echo one >source/a/first; echo two >source/c/other; cd source
        ln a/first a/second; ln a/first a/b/third; ln a/first c/fourth; ln c/other z
        ln -s x link; ln link link2; echo alone >alone; ln alone ../outside
        """);
    pass();
    assertThat(TreeSnapshot.of(replica, Fact.HARD_LINKS).entries().values())
        .noneMatch(is -> is.contains("hard link of"));

    pass("--hard-links");

    TreeSnapshot kept = TreeSnapshot.of(source, Fact.HARD_LINKS);
    assertThat(kept.get("c/fourth")).contains("hard link of a/b/third");
    assertThat(TreeSnapshot.of(replica, Fact.HARD_LINKS)).isEqualTo(kept);
    assertNothingIsLeftToDo("--hard-links");
  }

  @ParameterizedTest
  @EnumSource
  void changesHardLinks(User user) throws Exception {
    as(user);
    shell(
        """
        mkdir source/d; cd source
        echo a >a1; ln a1 a2; ln a1 a3
        echo b >b1; ln b1 b2
        # Of other sizes: their times may be the same.
        echo cc >c1; echo cc >c2
        echo d >d1; ln d1 d/d2
        echo e >e1; ln e1 e2; ln e1 e3
        """);
    pass("--hard-links");
    shell(
        """
        cd source
        # broken, joined, edited through one name, removed, of other permissions, moved
        cp -p a2 new; mv new a2
        ln -f b1 c1
        echo edited, and longer >d1
        rm e2
        chmod 600 e1
        mv e3 d/e3
        cd ../replica
        # what the source has apart
        ln -f c2 a3
        """);

    pass("--hard-links");

    TreeSnapshot kept = TreeSnapshot.of(source, Fact.HARD_LINKS);
    assertThat(TreeSnapshot.of(replica, Fact.HARD_LINKS)).isEqualTo(kept);
    assertNothingIsLeftToDo("--hard-links");
  }

  @Test
  void separatesUnrelatedFilesThatAreLinkedInTheReplica() throws Exception {
    shell(
        """
        mkdir replica; cd replica
        echo same >one; ln one two; ln one ../outside
        echo x >three; ln three four
        cd ../source; cp -p ../replica/one one; cp -p one two; echo 3 >three; echo 4 >four
        """);

    pass("--hard-links");

    assertThat(TreeSnapshot.of(source, Fact.HARD_LINKS).entries().values())
        .noneMatch(is -> is.contains("hard link of"));
    assertThat(replica.resolve("three")).hasContent("3");
    assertThat(replica.resolve("four")).hasContent("4");
    assertThat(program.path("outside")).hasContent("same");
    Object one = inode("one");
    assertThat(inode("two")).isNotEqualTo(one);
    assertThat(inode("three")).isNotEqualTo(inode("four"));
    assertNothingIsLeftToDo("--hard-links");
  }

  @ParameterizedTest
  @EnumSource
  void keepsExtendedAttributes(User user) throws Exception {
    as(user);
    shell(
        ATTRIBUTE
            + """
              mkdir source/folder; echo a >source/file; echo b >source/read-only
              attribute source/file user.text 6162; attribute source/file user.bytes 00ff0a
              attribute source/file user.empty ''; attribute source/folder user.folder 01
              attribute source/read-only user.a 02; attribute source user.root 03
              chmod 444 source/read-only; chmod 555 source/folder
              """);
    pass();
    assertThat(TreeSnapshot.of(replica, Fact.XATTRS).entries().values())
        .noneMatch(is -> is.contains("user."));

    assertThat(pass("--xattrs"))
        .containsAllEntriesOf(counts(0, 2, 0))
        .containsEntry("bytes", number(0));

    assertThat(TreeSnapshot.of(replica, Fact.XATTRS))
        .isEqualTo(TreeSnapshot.of(source, Fact.XATTRS));
    assertNothingIsLeftToDo("--xattrs");

    Object made = inode("file");
    shell(
        ATTRIBUTE
            + """
              attribute source/file user.text 63; attribute source/file user.bytes none
              attribute source/file user.new 64; attribute replica/folder user.orphan 65
              attribute replica user.root none
              """
                .replace(
                    "attribute replica/folder",
                    "chmod 755 replica/folder; attribute replica/folder"));
    pass("--xattrs");

    assertThat(TreeSnapshot.of(replica, Fact.XATTRS))
        .isEqualTo(TreeSnapshot.of(source, Fact.XATTRS));
    assertThat(inode("file")).isEqualTo(made);
    assertNothingIsLeftToDo("--xattrs");
  }

  @Test
  void keepsTheAttributesOfRoot() throws Exception {
    as(User.ROOT);
    shell(
        ATTRIBUTE
            + """
              mkdir source/folder; echo a >source/file; ln -s nowhere source/link; mkfifo source/fifo
              attribute source/file trusted.a 01; attribute source/folder trusted.a 02
              attribute source/link trusted.a 03; attribute source/fifo trusted.a 04
              attribute source/file security.capability 0100000200200000000000000000000000000000
              """);

    pass("--xattrs", "--specials");

    TreeSnapshot kept = TreeSnapshot.of(source, Fact.XATTRS);
    assertThat(kept.get("link")).contains("trusted.a");
    assertThat(kept.get("file")).contains("security.capability");
    assertThat(TreeSnapshot.of(replica, Fact.XATTRS)).isEqualTo(kept);
    assertNothingIsLeftToDo("--xattrs", "--specials");

    Object made = inode("link");
    shell(ATTRIBUTE + "attribute source/link trusted.a none; attribute source/fifo trusted.a 05");
    pass("--xattrs", "--specials");

    assertThat(TreeSnapshot.of(replica, Fact.XATTRS))
        .isEqualTo(TreeSnapshot.of(source, Fact.XATTRS));
    assertThat(inode("link")).isEqualTo(made);
  }

  @Test
  void keepsCapabilitiesWhenTheOwnerChanges() throws Exception {
    as(User.ROOT);
    String grant =
        ATTRIBUTE
            + "attribute source/file security.capability 0100000200200000000000000000000000000000";
    shell("echo a >source/file\n" + grant);
    pass("--xattrs");
    // The kernel takes it away then.
    shell("chown 12:34 source/file\n" + grant);

    assertThat(pass("--xattrs")).containsEntry("bytes", number(0));

    assertThat(TreeSnapshot.of(replica, Fact.XATTRS, Fact.OWNER))
        .isEqualTo(TreeSnapshot.of(source, Fact.XATTRS, Fact.OWNER));
  }

  @ParameterizedTest
  @EnumSource
  void keepsAccessLists(User user) throws Exception {
    as(user);
    shell(
        ACCESS_LIST
            + """
              mkdir -p source/default/below; echo a >source/file; echo b >source/default/plain
              mkdir source/closed; echo c >source/closed/c
              acl access source/file u::6 user:1234:4 g::4 m::6 o::0
              acl access source/closed u::5 user:1234:7 g::0 m::7 o::0
              acl default source/default u::7 user:1234:7 g::5 group:5678:5 m::7 o::0
              chmod 640 source/default/plain
              """);
    pass();
    assertThat(TreeSnapshot.of(replica, Fact.ACLS).entries().values())
        .noneMatch(is -> is.contains("posix_acl"));

    pass("--acls");

    TreeSnapshot kept = TreeSnapshot.of(source, Fact.ACLS);
    assertThat(kept.get("default")).contains("posix_acl_default");
    assertThat(kept.get("default/plain")).doesNotContain("posix_acl");
    assertThat(TreeSnapshot.of(replica, Fact.ACLS)).isEqualTo(kept);
    assertNothingIsLeftToDo("--acls");

    Object made = inode("file");
    shell(
        ACCESS_LIST
            + """
              acl access source/file u::6 user:99:6 g::4 m::6 o::4
              acl access source/closed none
              echo d >source/default/later; mkdir source/default/folder
              acl access source/default/later none; chmod 600 source/default/later
              """);
    pass("--acls");

    assertThat(TreeSnapshot.of(replica, Fact.ACLS)).isEqualTo(TreeSnapshot.of(source, Fact.ACLS));
    assertThat(inode("file")).isEqualTo(made);
    shell(
        ACCESS_LIST
            + "acl default source/default none; acl access replica/default/plain u::6 "
            + "user:1:7 g::0 m::7 o::0");
    pass("--acls");

    assertThat(TreeSnapshot.of(replica, Fact.ACLS)).isEqualTo(TreeSnapshot.of(source, Fact.ACLS));
    assertNothingIsLeftToDo("--acls");
  }

  @ParameterizedTest
  @EnumSource
  void keepsHoles(User user) throws Exception {
    as(user);
    shell(
        """
        cd source; truncate -s 64M all; truncate -s 64M middle; truncate -s 64M start
        truncate -s 1M end; head -c 100000 /dev/urandom >dense
        printf data | dd of=middle bs=1M seek=32 conv=notrunc status=none
        printf data | dd of=start conv=notrunc status=none
        head -c 65536 /dev/urandom | dd of=end bs=64k seek=15 conv=notrunc status=none
        """);

    pass("--sparse");

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    for (String file : new String[] {"all", "middle", "start", "end"}) {
      long taken = blocks(source.resolve(file));
      assertThat(taken).as("the source has holes in " + file).isLessThan(1024);
      assertThat(blocks(replica.resolve(file))).as(file).isLessThanOrEqualTo(taken + 16);
    }
    assertNothingIsLeftToDo("--sparse");
  }

  private static long blocks(Path file) throws Exception {
    return Long.parseLong(Shell.run(file.getParent(), "stat -c %b " + file.getFileName()).strip());
  }

  @ParameterizedTest
  @EnumSource
  void keepsFifos(User user) throws Exception {
    as(user);
    shell("mkdir source/d; mkfifo source/a source/d/b; chmod 620 source/a; echo f >source/file");
    shell("touch -d '2001-01-01 00:00:00.123456789 UTC' source/a");

    assertThat(pass("--specials")).containsAllEntriesOf(counts(3, 0, 0));

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertNothingIsLeftToDo("--specials");

    Object made = inode("a");
    shell("chmod 600 source/a; touch source/a; rm source/d/b");
    assertThat(pass("--specials")).containsAllEntriesOf(counts(0, 1, 1));

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(inode("a")).isEqualTo(made);
  }

  @Test
  void keepsDevices() throws Exception {
    as(User.ROOT);
    makeDevices();

    assertThat(pass("--specials")).containsAllEntriesOf(counts(3, 0, 0));

    TreeSnapshot kept = TreeSnapshot.of(source, Fact.OWNER);
    assertThat(kept.get("null")).contains("device 1:3");
    assertThat(TreeSnapshot.of(replica, Fact.OWNER)).isEqualTo(kept);
    assertNothingIsLeftToDo("--specials");

    shell("rm source/null; mknod source/null c 1 5");
    assertThat(pass("--specials")).containsAllEntriesOf(counts(0, 1, 0));

    assertThat(TreeSnapshot.of(replica, Fact.OWNER)).isEqualTo(TreeSnapshot.of(source, Fact.OWNER));
  }

  @Test
  void leavesDevicesOutForOthersAndSaysItOnce() throws Exception {
    as(User.ORDINARY);
    makeDevices();

    JsonObject report = pass("--specials");

    assertThat(report).containsAllEntriesOf(counts(1, 0, 0)).containsEntry("skipped", number(2));
    assertThat(Shell.run(replica, "ls")).isEqualTo("file\n");
    assertThat(warnings())
        .filteredOn(line -> line.startsWith("device nodes are not kept: "))
        .hasSize(1);
    assertNothingIsLeftToDo("--specials");
  }

  /** A tape that is not there: whoever opens it fails. */
  private void makeDevices() throws Exception {
    assumeTrue(RUN_BY_ROOT, "device nodes are made by root");
    String made =
        Shell.run(
            source, "mknod null c 1 3 2>&1 && mknod tape b 261 300 2>&1 && echo f >file || :");
    assumeTrue(made.isEmpty(), "device nodes cannot be made here: " + made);
  }

  @ParameterizedTest
  @EnumSource
  void skipsSpecialsUnlessAskedAndSaysItOnce(User user) throws Exception {
    as(user);
    shell(
        "mkfifo source/one source/two; mkdir source/d; mkfifo source/d/three; echo f >source/file");

    assertThat(pass()).containsAllEntriesOf(counts(1, 0, 0)).containsEntry("skipped", number(3));

    assertThat(Shell.run(replica, "find . | sort")).isEqualTo(".\n./d\n./file\n");
    assertThat(logged().lines().filter(line -> line.contains("FIFOs and device nodes are skipped")))
        .hasSize(1);
    assertNothingIsLeftToDo();
  }

  @ParameterizedTest
  @EnumSource
  void skipsSocketsAndSaysItOnce(User user) throws Exception {
    as(user);
    shell(
        """
        echo f >source/file; cd source
        python3 -c 'import socket
        for name in ("one", "two"):
            socket.socket(socket.AF_UNIX).bind(name)'
        """);

    assertThat(pass("--specials"))
        .containsAllEntriesOf(counts(1, 0, 0))
        .containsEntry("skipped", number(2));

    assertThat(Shell.run(replica, "ls")).isEqualTo("file\n");
    assertThat(logged().lines().filter(line -> line.contains("sockets are skipped"))).hasSize(1);
    assertNothingIsLeftToDo("--specials");
  }

  @Test
  void comparesContentWhenAsked() throws Exception {
    shell(
        """
        head -c 600000 /dev/urandom >source/big; echo one >source/small; : >source/empty
        cp -a source replica
        printf X | dd of=replica/big bs=1 seek=599999 conv=notrunc status=none; echo two >replica/small
        touch -r source/big replica/big; touch -r source/small replica/small
        """);
    assertThat(pass()).containsEntry("unchanged", number(3));

    assertThat(pass("--checksum"))
        .containsAllEntriesOf(counts(0, 2, 0))
        .containsEntry("bytes", number(600004));

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertNothingIsLeftToDo("--checksum");
  }

  @ParameterizedTest
  @EnumSource
  void setsATimeWithoutCopyingWhenTheContentIsTheSame(User user) throws Exception {
    as(user);
    shell("head -c 600000 /dev/urandom >source/big; echo one >source/small");
    pass();
    Object made = inode("big");
    shell("touch -d '2001-01-01 00:00:00.123456789 UTC' source/*");

    assertThat(pass("--checksum"))
        .containsAllEntriesOf(counts(0, 2, 0))
        .containsEntry("bytes", number(0));

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(inode("big")).isEqualTo(made);
    assertNothingIsLeftToDo("--checksum");
  }

  @Test
  void takesTimesWithinTheWindowForTheSame() throws Exception {
    shell(
        """
        echo near >source/near; echo far >source/far; ln -s x source/link; mkdir source/folder
        cp -a source replica
        touch -h -d '2020-01-01 00:00:02 UTC' source/near source/far source/link source/folder
        touch -h -d '2020-01-01 00:00:00 UTC' replica/near replica/link replica/folder
        touch -d '2020-01-01 00:00:04.000000001 UTC' replica/far
        touch -r source replica
        """);

    assertThat(pass("--modify-window", "2s"))
        .containsAllEntriesOf(counts(0, 1, 0))
        .containsEntry("unchanged", number(2));
    assertNothingIsLeftToDo("--modify-window", "2s");

    assertThat(pass()).containsAllEntriesOf(counts(0, 2, 0));
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void waitsOnceForAFileThatHasJustChanged() throws Exception {
    shell(
        """
        mkdir -p source/docs; echo a >source/docs/new; ln source/docs/new source/linked
        echo edited >source/edited; mkdir replica; echo old >replica/edited
        """);

    pass("--settle", "1s", "--hard-links");

    assertThat(logged()).doesNotContain("left for the next pass");
    assertThat(TreeSnapshot.of(replica, Fact.HARD_LINKS))
        .isEqualTo(TreeSnapshot.of(source, Fact.HARD_LINKS));
    assertNothingIsLeftToDo("--settle", "1s", "--hard-links");
  }

  @Test
  void leavesAFileThatKeepsChangingForTheNextPass() throws Exception {
    shell("mkdir -p source/docs replica; echo calm >source/calm; echo old >replica/busy");
    shell("touch -d '2020-01-01' replica/busy");
    Path busy = source.resolve("busy");
    Files.writeString(busy, "begun");
    AtomicBoolean ends = new AtomicBoolean();
    Thread writer = new Thread(() -> append(busy, ends));
    writer.start();
    try {
      JsonObject report = pass("--settle", "1s");

      assertThat(report).containsAllEntriesOf(counts(1, 0, 0)).containsEntry("skipped", number(1));
    } finally {
      ends.set(true);
      writer.join();
    }
    assertThat(logged()).contains(" INFO  left for the next pass, it is being written to: busy\n");
    assertThat(replica.resolve("busy")).hasContent("old");
    assertThat(replica.resolve("calm")).hasContent("calm");

    pass("--settle", "1s");

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  private static void append(Path file, AtomicBoolean ends) {
    try {
      while (!ends.get()) {
        Files.writeString(file, String.valueOf(System.nanoTime()), StandardOpenOption.WRITE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void keepsAllOfItWhenAsked() throws Exception {
    shell(
        ACCESS_LIST
            + ATTRIBUTE
            + """
              mkdir source/folder; echo a >source/one; ln source/one source/folder/two
              attribute source/one user.a 01; acl access source/one u::6 user:1234:4 g::4 m::6 o::0
              acl default source/folder u::7 user:1234:7 g::5 m::7 o::0
              truncate -s 16M source/sparse; mkfifo source/fifo; ln -s x source/link
              """);

    assertThat(pass("--all")).containsAllEntriesOf(counts(5, 0, 0));

    assertThat(TreeSnapshot.of(replica, Fact.ALL)).isEqualTo(TreeSnapshot.of(source, Fact.ALL));
    assertThat(blocks(replica.resolve("sparse"))).isLessThan(1024);
    assertNothingIsLeftToDo("--all");
  }
}

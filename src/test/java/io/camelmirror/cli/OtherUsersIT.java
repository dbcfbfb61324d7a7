package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.cli.Program.Running;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mirror runs as root, and another user owns a part of the trees. */
class OtherUsersIT extends FoldersTestSupport {

  private static final int OTHER = 1000;

  /** How long another user exchanges names. */
  private static final Duration ATTACK =
      Duration.ofSeconds(Long.getLong("camel-mirror.attack.seconds", 45));

  @BeforeEach
  void makeFolders() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root has other users here");
    Shell.run(program.folder(), "mkdir source; chmod 755 . ..");
  }

  @Test
  void givesSetuidToNoContentOfAnotherUser() throws Exception {
    shell(
        """
        mkdir -p source/home/bin; chown 1000 source/home; echo mine >source/home/bin/su
        chmod 4755 source/home/bin/su
        """);
    mirror();
    asOther(
        "cd replica/home && mv bin .x && mkdir bin && echo evil >bin/su && touch -r .x/su bin/su");

    mirror();
    assertThat(shell("stat -c '%u %a' replica/home/bin/su; cat replica/home/bin/su"))
        .isEqualTo("0 4755\nmine\n");
  }

  @Test
  void changesAttributesInPlaceWhereNobodyElseReachesTheReplica() throws Exception {
    shell("mkdir -m 700 private; echo 1 >source/a; chown 1000 source/a");
    replica = program.path("private/replica");
    mirror();
    String before = shell("stat -c %i private/replica/a");
    shell("chown 0 source/a; chmod 4755 source/a");

    assertThat(mirror().out()).contains("\"bytes\":0,");
    assertThat(shell("stat -c %i private/replica/a")).isEqualTo(before);
    assertThat(shell("stat -c '%u %a' private/replica/a")).isEqualTo("0 4755\n");
  }

  @Test
  void opensNoFolderBeforeItsSecretsAreGone() throws Exception {
    shell(
        """
        mkdir -p source/home/priv source/home/pub; echo secret >source/home/priv/key
        chmod 700 source/home/priv; chown 1000 source/home source/home/pub
        """);
    mirror();
    asOther("cd replica/home && mv pub x && mv priv pub && mv x priv");

    Result kept = program.run("--once", "--no-delete", source, replica);
    assertThat(kept.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(kept.err()).contains("not opened to others");
    assertThat(shell("stat -c '%u %a' replica/home/pub")).isEqualTo("0 700\n");

    mirror();
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void dropsAccessThatNewFilesInherit() throws Exception {
    shell("mkdir source/d; echo 1 >source/d/before");
    mirror();
    shell("setfacl -d -m u:1000:rwx replica/d && echo x >replica/d/mine");
    shell("echo secret >source/d/new; cp -p replica/d/mine source/d/; chmod 640 source/d/*");

    mirror();
    assertThat(shell("getfacl -R --skip-base replica")).isEmpty();
    assertThat(mirror().out()).contains("\"updated\":0,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--all", "--xattrs", "--specials", "--links=keep"})
  void leavesOutPrivilegesAndRemovesThoseOfEarlierRuns(String options) throws Exception {
    shell(
        """
        mkdir source/d; chmod 2775 source/d; echo 1 >source/d/su; chmod 6755 source/d/su
        echo 1 >source/cap; cp source/cap source/two; ln source/two source/d/two
        for file in source/cap source/two; do
          setfattr -n security.capability -v 0x0100000200200000000000000000000000000000 $file
        done
        setfattr -n user.a -v 1 source/cap; setfattr -n trusted.a -v 1 source/d
        mknod source/d/null c 1 3; mknod source/d/loop b 7 0; mkfifo source/fifo
        """);
    mirror("--all");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    shell("cp -a source/d/su source/new; cp -a source/d/null source/zero");

    String would = counts(mirror(options, "--no-privileges", "--dry-run"));
    assertThat(counts(mirror(options, "--no-privileges"))).isEqualTo(would);
    assertThat(privileges(replica)).isEmpty();
    assertThat(shell("getfattr -R -h -m '^trusted' replica").isEmpty())
        .isEqualTo(options.equals("--all") || options.equals("--xattrs"));
    assertThat(shell("stat -c %a replica/d replica/d/su replica/new")).isEqualTo("775\n755\n755\n");
    assertThat(replica.resolve("fifo")).exists();
    assertThat(counts(mirror(options, "--no-privileges")))
        .contains("\"copied\":0,\"updated\":0,\"deleted\":0,");

    shell("rm -r replica");
    Result anew = mirror(options, "--no-privileges");
    assertThat(anew.err()).contains("device nodes are skipped");
    assertThat(privileges(replica)).isEmpty();
    mirror("--all");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  /** Lists the setuid and setgid entries, device nodes and security attributes of a tree. */
  private String privileges(Path tree) throws Exception {
    return shell(
        "find '%1$s' -perm /6000 -o -type b -o -type c; getfattr -R -h -m '^security' '%1$s'"
            .formatted(tree));
  }

  /** The part of the report that a dry run and the pass after it have in common. */
  private static String counts(Result result) {
    return result.out().replaceFirst("\"bytes\".*", "");
  }

  @Test
  void keepsTheTrashPrivate() throws Exception {
    shell("echo secret >source/a");
    program.run("--once", "--trash", "trash", source, replica);
    shell("rm source/a; echo x >source/b");
    program.run("--once", "--trash", "trash", source, replica);
    assertThat(shell("find trash -name a | wc -l").strip()).isEqualTo("1");
    assertThat(shell("setpriv --reuid=1000 --regid=1000 --clear-groups ls trash/* 2>&1 || true"))
        .contains("Permission denied");
  }

  @Test
  void leavesAtMostOneTemporaryFileInAFolderThatLetsNoneGo() throws Exception {
    disks.mountExt4(replica);
    shell("rmdir replica/lost+found; mkdir source/d; echo 1 >source/d/a");
    mirror();
    shell("chattr +a replica/d; head -c 100000 /dev/zero >source/d/b; echo 2 >source/c");
    for (int i = 0; i < 3; i++) {
      Result result = program.run("--once", source, replica);
      assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
      assertThat(shell("find replica -name '.camel-mirror-*' | wc -l").strip()).isEqualTo("1");
    }
    assertThat(replica.resolve("c")).exists();
    shell("chattr -a replica/d");
    mirror();
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void touchesNothingOutsideWhileAnotherUserExchangesNames() throws Exception {
    shell(
        """
        mkdir -p outside/d source/home/d/e source/home/f source/busy
        echo precious >outside/d/a; echo precious >outside/f; chmod 666 outside/f; ln -s f outside/l
        for i in 1 2 3 4 5 6 7 8; do echo $i >source/home/d/$i; echo $i >source/home/d/e/$i; done
        chmod 4755 source/home/d/1 source/home/d/e/1; mkfifo source/home/d/fifo
        ln -s x source/home/d/link; chown 1000 source/home source/home/d source/home/f
        """);
    TreeSnapshot before = TreeSnapshot.of(program.path("outside"));
    Files.writeString(program.path("attack.pl"), ATTACKER);
    Running mirror =
        program.start("--specials", "--max-delete", "off", source, replica, "50ms", log.file());
    Await.until(() -> assertThat(replica.resolve("home/d/8")).exists());
    Process attacker =
        new ProcessBuilder(
                "setpriv", "--reuid=1000", "--regid=1000", "--clear-groups", "perl", "attack.pl")
            .directory(program.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(program.path("attack.out").toFile())
            .start();
    try {
      Instant end = Instant.now().plus(ATTACK);
      for (int round = 0; Instant.now().isBefore(end); round++) {
        // The test itself must not be led outside: it edits while the other user stands still.
        shell("kill -STOP " + attacker.pid());
        shell(EDITS.formatted(round, round % 2 * 1000, round % 2, round % 2 * 4));
        shell("kill -CONT " + attacker.pid());
      }
    } finally {
      attacker.destroy();
      attacker.waitFor();
    }
    assertThat(Files.readString(program.path("attack.out"))).isEmpty();
    assertThat(TreeSnapshot.of(program.path("outside"))).isEqualTo(before);
    assertThat(mirror.process().isAlive()).isTrue();

    mirror.process().destroy();
    mirror.end();
    mirror("--specials");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  /** Changes what has one name and stands in a folder, which may be another one just now. */
  private static final String EDITS =
      """
      cd source/home; [ -d d ] && [ ! -L d ] && cd d || exit 0
      for file in 1 2 3 e/1 e/2 e/3; do
        [ -f $file ] && [ "$(stat -c %%h $file)" = 1 ] || continue
        chown %2$d $file; chmod %3$d755 $file
      done
      if [ -f 1 ] && [ "$(stat -c %%h 1)" = 1 ]; then chmod %4$d755 1; fi
      echo %1$d >e/8; rm -f fifo; mkfifo fifo
      """;

  /** Exchanges what it may in both trees, and puts links to the outside in its place. */
  private static final String ATTACKER =
      """
      use strict;
      for (my $i = 0; ; $i++) {
        for my $home ("source/home", "replica/home") {
          rename "$home/d", "$home/g";
          symlink "../../outside/d", "$home/d";
          link "outside/f", "$home/f/8";
          unlink "$home/d" if -l "$home/d";
          rename "$home/g", "$home/d";
          opendir(my $d, "$home/d") or next;
          for my $name (readdir $d) {
            if ($name =~ /^\\.camel-mirror/) {
              rename "$home/d/$name", "$home/f/x";
              if ($i % 2) { link "outside/f", "$home/d/$name" }
              else { symlink "../../../outside/f", "$home/d/$name" }
            } elsif ($name =~ /^[1-3]$/ && $i % 3 == 0) {
              rename "$home/d/$name", "$home/f/$name";
              link "outside/f", "$home/d/$name";
              unlink "$home/d/$name";
              rename "$home/f/$name", "$home/d/$name";
            }
          }
          closedir $d;
        }
      }
      """;

  private Result mirror(String... options) throws Exception {
    Result result =
        program.run(
            Stream.concat(
                    Stream.of("--once", "--json"),
                    Stream.concat(Stream.of(options), Stream.of(source, replica)))
                .toArray());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private String shell(String script) throws Exception {
    return Shell.run(program.folder(), script);
  }

  private void asOther(String script) throws Exception {
    shell(
        "setpriv --reuid=%1$d --regid=%1$d --clear-groups sh -euc '%2$s'".formatted(OTHER, script));
  }
}

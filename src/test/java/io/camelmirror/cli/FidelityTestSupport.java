package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.Fact;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A source, a replica, and the program between them, started by root or by an ordinary user. */
abstract class FidelityTestSupport {

  /** Who starts the program, and makes the source unless a test says otherwise. */
  enum User {
    ROOT,
    ORDINARY
  }

  static final boolean RUN_BY_ROOT = "root".equals(System.getProperty("user.name"));

  private static final String ORDINARY = "setpriv --reuid=65534 --regid=65534 --clear-groups ";

  private static final Pattern EXCHANGE =
      Pattern.compile("INFO  (CREATE|UPDATE|REPLACE|ATTRIBUTES|DELETE) +\\d+ B ");

  @Order(1)
  @RegisterExtension
  final Program program = new Program();

  /** After the program in order, so that its disks go before the folder they are in. */
  @Order(2)
  @RegisterExtension
  final Disks disks = new Disks();

  Path source;
  Path replica;
  Path log;
  private String prefix = "";

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectory(program.path("source"));
    replica = program.path("replica");
    log = program.path("mirror.log");
  }

  /** Lets a user start the program from now on, and own the folder that the test is in. */
  final void as(User user) throws Exception {
    if (user == User.ROOT) {
      assumeTrue(RUN_BY_ROOT, "what only root may do is tested by root");
    } else if (RUN_BY_ROOT) {
      as(ORDINARY);
    }
  }

  /** Lets a user start the program by way of setpriv. */
  final void as(String setpriv) throws Exception {
    Shell.run(program.folder(), "chmod 711 ..; chown -hR 65534:65534 .");
    prefix = setpriv;
    program.throughUser(setpriv.strip().split(" "));
  }

  /** Runs a script in the folder of source and replica, as the user who starts the program. */
  final String shell(String script) throws Exception {
    return prefix.isEmpty()
        ? Shell.run(program.folder(), script)
        : Shell.run(
            program.folder(),
            "exec " + prefix + "sh -euc '" + script.replace("'", "'\\''") + "' </dev/null");
  }

  /** Makes one pass. */
  final Result once(String... options) throws Exception {
    return program.run(
        Stream.of(
                Stream.of("--once", "--json"),
                Stream.of(options),
                Stream.of(source, replica, "60", log))
            .flatMap(arguments -> arguments)
            .toArray());
  }

  /** Makes one pass in which nothing fails, and gives its report. */
  final JsonObject pass(String... options) throws Exception {
    Result result = once(options).exited(ExitCode.DONE);
    JsonObject report = json(result);
    assertThat(report).containsEntry("failed", number(0));
    return report;
  }

  /** Makes another pass, and requires that it finds and changes nothing. */
  final void assertNothingIsLeftToDo(String... options) throws Exception {
    TreeSnapshot before = TreeSnapshot.of(replica, Fact.INODE);
    Files.deleteIfExists(log);

    JsonObject report = pass(options);

    assertThat(report).containsAllEntriesOf(counts(0, 0, 0)).containsEntry("bytes", number(0));
    assertThat(logged().lines().filter(line -> EXCHANGE.matcher(line).find())).isEmpty();
    assertThat(TreeSnapshot.of(replica, Fact.INODE)).isEqualTo(before);
  }

  /** What the log holds since it was last deleted. */
  final String logged() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** The lines of the log about a problem or something that is not kept, without their time. */
  final List<String> warnings() throws IOException {
    return logged()
        .lines()
        .filter(line -> line.contains(" WARN  "))
        .map(line -> line.substring(line.indexOf(" WARN  ") + " WARN  ".length()))
        .toList();
  }

  /** The inode of an entry of the replica, by its path. */
  final Object inode(String path) throws IOException {
    return Files.getAttribute(replica.resolve(path), "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  static JsonObject json(Result result) throws Exception {
    List<String> lines = result.outLines();
    return (JsonObject) Jsoner.deserialize(lines.get(lines.size() - 1));
  }

  static Object number(long value) {
    return BigDecimal.valueOf(value);
  }

  /** What a report says of files, links and specials. */
  static Map<String, Object> counts(long copied, long updated, long deleted) {
    return Map.of("copied", number(copied), "updated", number(updated), "deleted", number(deleted));
  }
}

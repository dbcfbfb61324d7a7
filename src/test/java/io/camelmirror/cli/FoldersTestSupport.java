package io.camelmirror.cli;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.cli.Program.Running;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the program on a source and a replica, which a test creates, with a log beside them. */
abstract class FoldersTestSupport {

  @RegisterExtension
  @Order(1)
  final Program program = new Program();

  @RegisterExtension
  @Order(2)
  final Disks disks = new Disks();

  Path source;
  Path replica;
  Log log;

  @BeforeEach
  void nameFolders() {
    source = program.path("source");
    replica = program.path("replica");
    log = new Log(program.path("mirror.log"));
  }

  /** Starts a mirror with a short interval. */
  final Running startDaemon(Object... options) throws Exception {
    return program.start(line("100ms", options));
  }

  /** Makes one pass. */
  final Result once(Object... options) throws Exception {
    return program.run(
        Stream.concat(Stream.of("--once"), Stream.of(line("60", options))).toArray());
  }

  /** The command line of the two folders, with a line in the log for every pass. */
  final Object[] line(String interval, Object... options) {
    Stream<Object> all = Stream.concat(Stream.of("--log-unchanged=all"), Stream.of(options));
    return Stream.concat(all, Stream.of(source, replica, interval, log.file())).toArray();
  }
}

package io.camelmirror.cli;

import io.camelmirror.posix.Posix;
import java.io.PrintWriter;

/** The program. */
public final class CamelMirror {

  private CamelMirror() {}

  public static void main(String... args) {
    LoggingProvider.choose();
    // Loaded beside all else that has to be.
    Thread loading = new Thread(Posix::isAvailable, "native calls");
    loading.setDaemon(true);
    loading.start();
    MirrorCommand command =
        new MirrorCommand(new PrintWriter(System.out, true), new PrintWriter(System.err, true));
    System.exit(command.execute(RawArguments.of(args)));
  }
}

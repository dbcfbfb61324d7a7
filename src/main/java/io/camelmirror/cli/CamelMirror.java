package io.camelmirror.cli;

import io.camelmirror.posix.Posix;

/** The program. */
public final class CamelMirror {

  private CamelMirror() {}

  public static void main(String... args) {
    Logging.keepQuiet();
    // Loaded beside all else that has to be.
    Thread loading = new Thread(Posix::isAvailable, "native calls");
    loading.setDaemon(true);
    loading.start();
    System.exit(MirrorCommand.commandLine().execute(args));
  }
}

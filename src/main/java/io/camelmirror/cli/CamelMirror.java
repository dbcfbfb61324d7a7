package io.camelmirror.cli;

/** The program. */
public final class CamelMirror {

  private CamelMirror() {}

  public static void main(String... args) {
    Logging.keepQuiet();
    System.exit(MirrorCommand.commandLine().execute(args));
  }
}

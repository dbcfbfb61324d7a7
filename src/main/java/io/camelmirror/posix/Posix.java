package io.camelmirror.posix;

import java.util.Locale;

/**
 * Tells whether the native calls are available, and holds what they share. The calls take open
 * descriptors and names as bytes. Where C returns -1, they return a negative error number.
 */
public final class Posix {

  /** With {@code -Dcamel-mirror.native=off} the engine uses {@code java.nio.file} only. */
  public static final String SWITCH = "camel-mirror.native";

  /** {@code AT_FDCWD}, to use instead of a directory descriptor with an absolute path. */
  public static final int NO_DIRECTORY = -100;

  private static final String UNAVAILABLE = load();

  private Posix() {}

  /** Returns whether the calls of this package can be made. */
  public static boolean isAvailable() {
    return UNAVAILABLE == null;
  }

  /** Returns a readable reason why the calls cannot be made, or null if they can. */
  public static String unavailable() {
    return UNAVAILABLE;
  }

  /**
   * Returns the width of a terminal in columns.
   *
   * @param descriptor where the terminal is open
   * @return 0 if that is no terminal, or the width is not known
   */
  public static int columns(int descriptor) {
    return isAvailable() ? Window.columns(descriptor) : 0;
  }

  private static String load() {
    if (System.getProperty(SWITCH, "on").equals("off")) {
      return "switched off";
    }
    String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!system.startsWith("Linux") || !isKnown(System.getProperty("os.arch"))) {
      return "not known for " + system;
    }
    try {
      // Both classes look up their functions on first use.
      ReadCalls.close(-1);
      WriteCalls.fsync(-1);
      return null;
    } catch (LinkageError | RuntimeException e) {
      return reason(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Returns the first line. The others only list where the loader searched. */
  private static String reason(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("not loaded");
  }

  private static boolean isKnown(String architecture) {
    return switch (architecture.toLowerCase(Locale.ROOT)) {
      case "amd64", "aarch64" -> true;
      default -> false;
    };
  }

  /** Returns the result of a call, or its error number negated. */
  static int result(int returned) {
    return returned == -1 ? -NativeFunction.lastError() : returned;
  }

  static long result(long returned) {
    return returned == -1 ? -NativeFunction.lastError() : returned;
  }

  /** The two {@code open} flags whose values depend on the architecture. */
  static final class Flags {

    private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));

    static final int DIRECTORY = ARM ? 040000 : 0200000;
    static final int NOFOLLOW = ARM ? 0100000 : 0400000;

    private Flags() {}
  }
}

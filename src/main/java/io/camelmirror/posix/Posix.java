package io.camelmirror.posix;

import java.util.Locale;

/**
 * Whether the calls can be made here, and what is common to them. They take open descriptors and
 * names as bytes, and give a negative error number where C gives -1.
 */
public final class Posix {

  /** With {@code -Dcamel-mirror.native=off} the engine gets along with {@code java.nio.file}. */
  public static final String SWITCH = "camel-mirror.native";

  /** Instead of a directory's descriptor: the path that goes with it is absolute. */
  public static final int NO_DIRECTORY = -100;

  private static final String UNAVAILABLE = load();

  private Posix() {}

  /** Whether the calls of this package can be made. */
  public static boolean isAvailable() {
    return UNAVAILABLE == null;
  }

  /** Why the calls cannot be made, for people; null when they can. */
  public static String unavailable() {
    return UNAVAILABLE;
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
      // Both find what they need when they are first used.
      ReadCalls.close(-1);
      WriteCalls.fsync(-1);
      return null;
    } catch (LinkageError | RuntimeException e) {
      return reason(e.getCause() == null ? e : e.getCause());
    }
  }

  /** The first line: what could not be loaded tells in further ones where it was looked for. */
  private static String reason(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("not loaded");
  }

  private static boolean isKnown(String architecture) {
    return switch (architecture.toLowerCase(Locale.ROOT)) {
      case "amd64", "aarch64" -> true;
      default -> false;
    };
  }

  /** The result of a call, or the negative number of its error. */
  static int result(int returned) {
    return returned == -1 ? -NativeFunction.lastError() : returned;
  }

  static long result(long returned) {
    return returned == -1 ? -NativeFunction.lastError() : returned;
  }

  /** The two flags of {@code open} whose values are not the same everywhere. */
  static final class Flags {

    private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));

    static final int DIRECTORY = ARM ? 040000 : 0200000;
    static final int NOFOLLOW = ARM ? 0100000 : 0400000;

    private Flags() {}
  }
}

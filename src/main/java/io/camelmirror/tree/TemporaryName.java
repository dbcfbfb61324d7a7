package io.camelmirror.tree;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The names under which copies are written before they are renamed into place: {@code
 * .camel-mirror-}, sixteen hexadecimal digits, {@code .part}. Their length does not depend on the
 * name of what is copied, so that a name of 255 bytes can be copied too.
 */
public final class TemporaryName {

  private static final String PREFIX = ".camel-mirror-";
  private static final String SUFFIX = ".part";
  private static final Pattern PATTERN =
      Pattern.compile(Pattern.quote(PREFIX) + "[0-9a-f]{16}" + Pattern.quote(SUFFIX));

  // Compared by bytes before a name is decoded: this runs for every name of both trees.
  private static final Path FIRST = Path.of(PREFIX);
  private static final Path LAST = Path.of(PREFIX + "g");

  private TemporaryName() {}

  /** A new temporary name in a directory, one that nothing else is likely to have. */
  public static Path in(Path directory) {
    String digits = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return directory.resolve(PREFIX + digits + SUFFIX);
  }

  /** Tells whether a name is a temporary one, of this process or of one that died. */
  public static boolean matches(Path name) {
    return name.compareTo(FIRST) > 0
        && name.compareTo(LAST) < 0
        && PATTERN.matcher(name.toString()).matches();
  }
}

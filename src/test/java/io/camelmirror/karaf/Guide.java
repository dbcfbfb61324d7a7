package io.camelmirror.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What {@code docs/karaf.md} shows, to be tried as it stands there. */
final class Guide {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+\\n(.*?)^```$");

  private Guide() {}

  /** The first block of code that holds a text. */
  static String block(String text) throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("docs/karaf.md")))
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("docs/karaf.md shows no " + text));
  }
}

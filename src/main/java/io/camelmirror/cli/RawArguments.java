package io.camelmirror.cli;

import io.camelmirror.tree.PathArgument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments and the environment as the kernel has them. Java decodes them in the encoding of
 * the locale, and what does not fit is lost.
 */
final class RawArguments {

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final Path ENVIRONMENT = Path.of("/proc/self/environ");

  private RawArguments() {}

  /** The arguments in the form of {@link PathArgument}; the given ones if they are ASCII. */
  static String[] of(String... given) {
    if (areAscii(Arrays.asList(given))) {
      return given;
    }
    List<byte[]> all = read(COMMAND_LINE);
    if (all.size() < given.length) {
      return given;
    }
    String[] raw = new String[given.length];
    for (int i = 0; i < raw.length; i++) {
      String argument = PathArgument.decode(all.get(all.size() - raw.length + i));
      if (isAscii(given[i]) && !given[i].equals(argument)) {
        // Something else than these arguments.
        return given;
      }
      raw[i] = argument;
    }
    return raw;
  }

  /** The environment in the form of {@link PathArgument}. */
  static Map<String, String> environment() {
    Map<String, String> given = System.getenv();
    if (areAscii(given.values())) {
      return given;
    }
    Map<String, String> raw = new HashMap<>(given);
    for (byte[] bytes : read(ENVIRONMENT)) {
      String variable = PathArgument.decode(bytes);
      int equals = variable.indexOf('=');
      if (equals > 0) {
        raw.replace(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return raw;
  }

  private static boolean areAscii(Iterable<String> texts) {
    for (String text : texts) {
      if (!isAscii(text)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(String text) {
    // Some versions of Java put a question mark for what does not fit.
    return PathArgument.isAscii(text) && text.indexOf('?') < 0;
  }

  private static List<byte[]> read(Path file) {
    List<byte[]> items = new ArrayList<>();
    try {
      byte[] bytes = Files.readAllBytes(file);
      int from = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == 0) {
          items.add(Arrays.copyOfRange(bytes, from, i));
          from = i + 1;
        }
      }
    } catch (IOException e) {
      // Not Linux: Java's own decoding has to do.
      return List.of();
    }
    return items;
  }
}

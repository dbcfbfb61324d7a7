package io.camelmirror.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rules of one file in gitignore syntax, or those of the options. The last match decides. */
public final class IgnoreRules {

  /**
   * The first of the characters that stand for bytes beyond ASCII. They are private ones, which no
   * class of characters in a pattern contains.
   */
  private static final char FIRST = '\ue000';

  private static final String BYTE_ORDER_MARK = text("\ufeff".getBytes(StandardCharsets.UTF_8));

  private final List<IgnoreRule> rules = new ArrayList<>();

  /** Where the part of a path begins that is relative to the directory of the rules, in bytes. */
  private final int base;

  private boolean usesPaths;

  private IgnoreRules(int base) {
    this.base = base;
  }

  /**
   * Reads a file.
   *
   * @param directory the directory that the rules apply to, relative to the root
   * @param name how messages call the file
   * @throws IllegalArgumentException if a line is not a pattern, or JGit is missing; the message
   *     has the line and the reason
   */
  public static IgnoreRules ofFile(byte[] content, Path directory, String name) {
    int above = RawPath.of(directory).bytes().length;
    IgnoreRules rules = new IgnoreRules(above == 0 ? 0 : above + 1);
    String text = text(content);
    String[] lines =
        (text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text)
            .split("\n");
    for (int i = 0; i < lines.length; i++) {
      try {
        rules.add("", lines[i], name + ":" + (i + 1));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return rules;
  }

  /**
   * Reads a file that an option names. Its rules apply to the root.
   *
   * @throws IllegalArgumentException if the file cannot be read, a line is not a pattern, or JGit
   *     is missing; the message has the file and the reason
   */
  public static IgnoreRules ofFile(Path file) {
    String name = PathText.of(file);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe can be read only once.
      throw new IllegalArgumentException(
          "cannot read the patterns in " + name + ": it is not a regular file");
    }
    try {
      return ofFile(Files.readAllBytes(file), Path.of(""), name);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read the patterns in " + name + ": " + FailureText.of(e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the patterns in " + name + ", " + e.getMessage(), e);
    }
  }

  /**
   * Reads the patterns of options, one per line. Those to include override those to exclude.
   *
   * @param exclude what to exclude, in the form of {@link PathArgument}; null for nothing
   * @param include what to include nevertheless, in the same form; null for nothing
   * @throws IllegalArgumentException if a line is not a pattern or matches nothing, or JGit is
   *     missing; the message has the pattern and the reason
   */
  public static IgnoreRules ofOptions(String exclude, String include) {
    IgnoreRules rules = new IgnoreRules(0);
    for (String line : patterns(exclude)) {
      rules.addOption("", line);
    }
    for (String line : patterns(include)) {
      if (line.startsWith("!")) {
        throw new IllegalArgumentException(
            "'" + PathText.of(line) + "' begins with !; write \\! for a name that begins with it");
      }
      rules.addOption("!", line);
    }
    return rules;
  }

  private static List<String> patterns(String lines) {
    return lines == null ? List.of() : lines.lines().filter(line -> !line.isBlank()).toList();
  }

  private void addOption(String prefix, String line) {
    if (!add(prefix, text(PathArgument.bytes(line)), "the pattern")) {
      throw new IllegalArgumentException(
          "'" + PathText.of(line) + "' matches nothing; write \\# for a name that begins with #");
    }
  }

  /** Adds a rule; returns false if the line has none. */
  private boolean add(String prefix, String written, String origin) {
    String line = trimmed(written);
    String shown = PathText.of(bytes(line));
    IgnoreRule rule;
    try {
      rule = IgnoreRule.of(prefix + line, new Exclusion(origin, shown));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + shown + "' " + e.getMessage(), e);
    } catch (NoClassDefFoundError e) {
      throw new IllegalArgumentException(
          "'" + shown + "' needs the library org.eclipse.jgit, which is not installed", e);
    }
    if (rule == null) {
      return false;
    }
    rules.add(rule);
    usesPaths |= rule.usesPath();
    return true;
  }

  /** Removes a carriage return and spaces at the end, as git does. */
  private static String trimmed(String line) {
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && !isEscaped(line, end - 1)) {
      end--;
    }
    return line.substring(0, end);
  }

  private static boolean isEscaped(String line, int at) {
    int from = at;
    while (from > 0 && line.charAt(from - 1) == '\\') {
      from--;
    }
    return (at - from) % 2 == 1;
  }

  /** Returns a text with one character per byte. */
  static String text(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return mapped(bytes);
      }
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String mapped(byte[] bytes) {
    char[] text = new char[bytes.length];
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) (bytes[i] < 0 ? FIRST | bytes[i] & 0xff : bytes[i]);
    }
    return new String(text);
  }

  private static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }

  /** The number of rules. */
  int size() {
    return rules.size();
  }

  /** Returns true if more of a path than the name decides. */
  boolean usesPaths() {
    return usesPaths;
  }

  /**
   * Returns the rule that decides about an entry; null if none applies.
   *
   * @param path relative to the root, one character per byte; the name suffices unless {@link
   *     #usesPaths}
   */
  IgnoreRule match(String path, boolean isDirectory) {
    String relative = usesPaths ? path.substring(base) : path;
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).matches(relative, isDirectory)) {
        return rules.get(i);
      }
    }
    return null;
  }
}

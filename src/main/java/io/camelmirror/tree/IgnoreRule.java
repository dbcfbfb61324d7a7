package io.camelmirror.tree;

import org.eclipse.jgit.errors.InvalidPatternException;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.internal.PathMatcher;

/**
 * One rule in gitignore syntax, which JGit matches. Like git, it compares bytes: each character of
 * a pattern and of a path stands for one byte, so that names in any encoding can be matched.
 */
final class IgnoreRule {

  /** JGit tries every way to divide a name between them, so many of them take very long. */
  private static final int MOST_ASTERISKS = 4;

  private final FastIgnoreRule rule;
  private final boolean usesPath;
  private final Exclusion exclusion;

  private IgnoreRule(FastIgnoreRule rule, boolean usesPath, Exclusion exclusion) {
    this.rule = rule;
    this.usesPath = usesPath;
    this.exclusion = exclusion;
  }

  /**
   * Reads a rule.
   *
   * @param line the rule, one character per byte, without trailing spaces
   * @param exclusion describes the rule
   * @return null if the line is empty, a comment or a pattern that matches nothing
   * @throws IllegalArgumentException if it is not a pattern; the message follows the pattern
   */
  static IgnoreRule of(String line, Exclusion exclusion) {
    String pattern = line.startsWith("!") ? line.substring(1) : line;
    if (pattern.isEmpty() || line.startsWith("#")) {
      return null;
    }
    requireFewAsterisks(pattern);
    try {
      // The rule itself would log an invalid pattern with a stack trace, and match nothing.
      PathMatcher.createPathMatcher(pattern, FastIgnoreRule.PATH_SEPARATOR, false);
      FastIgnoreRule rule = new FastIgnoreRule(line);
      int slash = pattern.indexOf(FastIgnoreRule.PATH_SEPARATOR);
      boolean usesPath = slash >= 0 && slash < pattern.length() - 1;
      return rule.isEmpty() ? null : new IgnoreRule(rule, usesPath, exclusion);
    } catch (InvalidPatternException | RuntimeException e) {
      throw new IllegalArgumentException("is not a valid pattern", e);
    }
  }

  private static void requireFewAsterisks(String pattern) {
    for (String name : pattern.split("/")) {
      if (!name.equals("**") && name.chars().filter(c -> c == '*').count() > MOST_ASTERISKS) {
        throw new IllegalArgumentException(
            "has more than "
                + MOST_ASTERISKS
                + " asterisks in one name, which can take very long to match");
      }
    }
  }

  /**
   * Returns true if the rule applies to a path.
   *
   * @param path relative to the directory of the rule; the name suffices unless {@link #usesPath}
   */
  boolean matches(String path, boolean isDirectory) {
    return rule.isMatch(path, isDirectory, true);
  }

  /** Returns true if more of the path than the name decides. */
  boolean usesPath() {
    return usesPath;
  }

  /** Returns true if the rule includes what an earlier one excludes. */
  boolean includes() {
    return rule.getNegation();
  }

  Exclusion exclusion() {
    return exclusion;
  }
}

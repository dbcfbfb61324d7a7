package io.camelmirror.tree;

/**
 * What excludes an entry. Both texts are escaped for display.
 *
 * @param origin where the rule comes from: {@code docs/.mirrorignore:3}
 * @param rule the rule as it is written there; null if the origin says enough
 */
public record Exclusion(String origin, String rule) {

  /** For display: {@code docs/.mirrorignore:3 '*.o'}. */
  @Override
  public String toString() {
    return rule == null ? origin : origin + " '" + rule + "'";
  }
}

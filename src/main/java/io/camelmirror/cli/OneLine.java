package io.camelmirror.cli;

/** Keeps a text in one line, whatever it holds. */
final class OneLine {

  private OneLine() {}

  /**
   * Returns the text with a space for each run of line breaks, other control characters escaped.
   */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return escape(text);
      }
    }
    return text;
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.strip()
        .replaceAll("[\\r\\n]+\\s*", " ")
        .chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                out.append(String.format("\\x%02x", c));
              } else {
                out.append((char) c);
              }
            });
    return out.toString();
  }
}

package io.camelmirror.testing;

/** The text of raw bytes, a character each, for a message: one short line of printable ASCII. */
final class Escaped {

  private static final int LONGEST = 160;
  private static final int KEPT = 70;

  private Escaped() {}

  static String of(String raw) {
    if (raw.length() > LONGEST) {
      return escape(raw.substring(0, KEPT))
          + "...("
          + raw.length()
          + " bytes)..."
          + escape(raw.substring(raw.length() - KEPT));
    }
    return escape(raw);
  }

  private static String escape(String raw) {
    StringBuilder text = new StringBuilder();
    for (char c : raw.toCharArray()) {
      if (c == '\\') {
        text.append("\\\\");
      } else if (c < ' ' || c > '~') {
        text.append(String.format("\\x%02x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}

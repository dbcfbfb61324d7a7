package io.camelmirror.cli;

/** How many columns of a terminal a text takes. */
final class Columns {

  private Columns() {}

  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /** Returns the beginning of a text, as much as fits. */
  static String first(String text, int columns) {
    int end = 0;
    int taken = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      taken += of(codePoint);
      if (taken > columns) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  /** Returns the end of a text, as much as fits. */
  static String last(String text, int columns) {
    int start = text.length();
    int taken = 0;
    while (start > 0) {
      int codePoint = text.codePointBefore(start);
      taken += of(codePoint);
      if (taken > columns) {
        break;
      }
      start -= Character.charCount(codePoint);
    }
    return text.substring(start);
  }

  private static int of(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  /** The ranges that Unicode's EastAsianWidth.txt gives as wide or fullwidth, without its gaps. */
  private static boolean isWide(int codePoint) {
    return isIn(codePoint, 0x1100, 0x115f)
        || isIn(codePoint, 0x2e80, 0x303e)
        || isIn(codePoint, 0x3041, 0xa4cf)
        || isIn(codePoint, 0xa960, 0xa97f)
        || isIn(codePoint, 0xac00, 0xd7a3)
        || isIn(codePoint, 0xf900, 0xfaff)
        || isIn(codePoint, 0xfe30, 0xfe6f)
        || isIn(codePoint, 0xff01, 0xff60)
        || isIn(codePoint, 0xffe0, 0xffe6)
        || isIn(codePoint, 0x1f300, 0x1f64f)
        || isIn(codePoint, 0x1f680, 0x1f6ff)
        || isIn(codePoint, 0x1f900, 0x1f9ff)
        || isIn(codePoint, 0x20000, 0x3fffd);
  }

  private static boolean isIn(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }
}

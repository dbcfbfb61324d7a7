package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** One entry of each kind. */
final class Entries {

  static final Instant TIME = Instant.parse("2024-01-01T00:00:00.123456789Z");

  static final Entry FILE = file(5, TIME, 0644);
  static final Entry DIRECTORY = directory(TIME, 0755);
  static final Entry LINK = link("target", TIME);
  static final Entry SPECIAL = new Entry(Kind.SPECIAL, 0, FileTime.from(TIME), 0644, null);

  private Entries() {}

  /** By the name of its kind; null for any other name. */
  static Entry of(String kind) {
    return switch (kind) {
      case "FILE" -> FILE;
      case "DIRECTORY" -> DIRECTORY;
      case "LINK" -> LINK;
      case "SPECIAL" -> SPECIAL;
      default -> null;
    };
  }

  static Entry file(long size, Instant modified, int mode) {
    return new Entry(Kind.FILE, size, FileTime.from(modified), mode, null);
  }

  static Entry directory(Instant modified, int mode) {
    return new Entry(Kind.DIRECTORY, 0, FileTime.from(modified), mode, null);
  }

  static Entry link(String target, Instant modified) {
    return new Entry(Kind.LINK, 0, FileTime.from(modified), 0777, Path.of(target));
  }
}

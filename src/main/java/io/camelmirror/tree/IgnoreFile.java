package io.camelmirror.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/** The file {@code .mirrorignore}: rules for its directory and for everything below it. */
public final class IgnoreFile {

  /** The name of the file. */
  public static final RawPath NAME =
      RawPath.of(".mirrorignore".getBytes(StandardCharsets.US_ASCII));

  /** In bytes. */
  private static final int LARGEST = 1 << 20;

  /** The limit of the rules in one directory. Their owner may not be the user of the mirror. */
  private static final int MOST_RULES = 10_000;

  private IgnoreFile() {}

  /**
   * Adds the rules of a directory to a selection.
   *
   * @param directory a directory of the source
   * @param path its path relative to the root
   * @param above the selection in the directory above
   * @return the same selection if the directory has no rules of its own
   * @throws IOException if the rules cannot be read, or there are too many
   */
  public static Selection in(Directory directory, Path path, Selection above) throws IOException {
    if (directory.read(NAME) == null) {
      return above;
    }
    byte[] content;
    try (InputStream in = directory.content(NAME)) {
      content = in.readNBytes(LARGEST + 1);
    }
    if (content.length > LARGEST) {
      throw refused(directory, "it is larger than 1 MB");
    }
    try {
      Path file = path.resolve(NAME.path());
      Selection here = above.with(IgnoreRules.ofFile(content, path, PathText.of(file)));
      if (here.rulesOfFiles() > MOST_RULES) {
        throw refused(
            directory,
            String.format(
                Locale.ROOT, "there are more than %,d rules, with those above it", MOST_RULES));
      }
      return here;
    } catch (IllegalArgumentException e) {
      throw refused(directory, e.getMessage());
    }
  }

  private static IOException refused(Directory directory, String reason) {
    Path file = directory.path().resolve(NAME.path());
    return new FileSystemException(file.toString(), null, reason);
  }
}

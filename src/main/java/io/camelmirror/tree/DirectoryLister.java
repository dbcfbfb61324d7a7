package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists the names in one directory. */
public final class DirectoryLister {

  private DirectoryLister() {}

  /**
   * Lists the names in a directory, in the order of their bytes. The names keep their bytes in any
   * locale, whether they decode or not.
   *
   * @return single-element paths, sorted; "." and ".." are not among them
   * @throws IOException when the directory could not be read to its end
   */
  public static Path[] list(Path directory) throws IOException {
    // RACE: a directory swapped for a link since it was looked at is listed through that link.
    List<Path> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        names.add(path.getFileName());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Path[] sorted = names.toArray(Path[]::new);
    Arrays.sort(sorted);
    return sorted;
  }
}

package io.camelmirror.watched;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Hears of each call to the trees of a {@link WatchedSite} before it is made, with an absolute
 * path. What it throws is thrown in place of the call.
 */
public interface Watch {

  /** Something is about to be written: {@code createFile}, {@code setMode} and so on. */
  default void writes(String call, Path path) throws IOException {}

  /** Content is about to be copied into a new file. */
  default void copies(Path from, Path to) throws IOException {
    writes("copyFrom", to);
  }

  /** Content has been copied into a new file. */
  default void copied(Path from, Path to) throws IOException {}

  /** Something is about to be read: {@code list}, {@code read} or {@code open}. */
  default void reads(String call, Path path) throws IOException {}

  /** Lists a directory. */
  default NameList list(Directory directory, RawPath after) throws IOException {
    return directory.list(after);
  }
}

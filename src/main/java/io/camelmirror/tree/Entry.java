package io.camelmirror.tree;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * What stands at one path, as it was when it was looked at.
 *
 * @param kind what it is, links not followed
 * @param size bytes of content; 0 for everything but a file
 * @param modified when the content (of a directory: the list of names) last changed
 * @param mode the twelve permission bits, {@code 07777}
 * @param linkTarget the text of a symbolic link, unresolved; null for everything else
 */
public record Entry(Kind kind, long size, FileTime modified, int mode, Path linkTarget) {

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }
}

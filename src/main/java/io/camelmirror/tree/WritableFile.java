package io.camelmirror.tree;

import java.io.IOException;

/** A new file of the replica, open for writing. */
public interface WritableFile extends WritableHandle {

  /**
   * Copies the content of another file into this empty file.
   *
   * @param size the maximum number of bytes to copy
   * @param device the device number of the source file's file system
   * @param sparse preserve holes
   * @param pace told of what is copied; if it stops a copy in the middle, that fails with {@link
   *     AbortedException}
   * @return the number of bytes copied, holes included
   */
  long copyFrom(OpenFile from, long size, long device, boolean sparse, Pace pace)
      throws IOException;
}

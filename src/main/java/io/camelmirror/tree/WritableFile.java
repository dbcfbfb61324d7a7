package io.camelmirror.tree;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** A new file of the replica, open for writing. */
public interface WritableFile extends WritableHandle {

  /**
   * Copies the content of another file into this one, which is empty.
   *
   * @param size how many bytes to copy at most
   * @param device the file system of the source file
   * @param sparse whether to leave holes where the file has them
   * @param aborted asked now and then during a long copy; true ends it with {@link
   *     AbortedException}
   * @return the bytes copied, holes included
   */
  long copyFrom(OpenFile from, long size, long device, boolean sparse, BooleanSupplier aborted)
      throws IOException;
}

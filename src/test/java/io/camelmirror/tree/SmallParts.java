package io.camelmirror.tree;

import java.io.IOException;

/** Lists directories in parts of a few names. */
public final class SmallParts {

  private SmallParts() {}

  /**
   * Lists the next part of a directory.
   *
   * @param bytes how many bytes of names a part holds, about
   */
  public static NameList list(Directory directory, RawPath after, int bytes) throws IOException {
    NameList.Builder part = new NameList.Builder(after, bytes);
    for (RawPath name : directory.names()) {
      part.add(name.bytes());
    }
    return part.build();
  }
}

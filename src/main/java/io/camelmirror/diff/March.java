package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.EntryReader;
import io.camelmirror.tree.PathFilter;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * The walk over both trees side by side, one directory at a time and several in parallel. What
 * differs is told to a {@link MarchListener} at once: neither tree is ever held whole, only the
 * names of the directories under way.
 */
public final class March extends TreeWalk {

  private final Path source;
  private final Path replica;
  private final PathFilter filter;
  private final MarchListener listener;

  /**
   * Prepares a march; {@link #run} starts it.
   *
   * @param source the root that is read
   * @param replica the root that is compared with it; when it is missing, all of the source is new
   */
  public March(Path source, Path replica, PathFilter filter, MarchListener listener) {
    this.source = source;
    this.replica = replica;
    this.filter = filter;
    this.listener = listener;
  }

  /**
   * Walks both trees and waits until every change told has been dealt with.
   *
   * @param pool the threads that walk and that call the listener
   * @return whether the march came to its end; false after {@link #cancel}
   * @throws IOException when the source root is not there as a directory: nothing was told then
   * @throws InterruptedException when the calling thread was interrupted; the march is cancelled
   *     then
   */
  public boolean run(ForkJoinPool pool) throws IOException, InterruptedException {
    Entry sourceRoot = EntryReader.read(source);
    if (sourceRoot == null) {
      throw new NoSuchFileException(source.toString());
    }
    if (!sourceRoot.isDirectory()) {
      throw new NotDirectoryException(source.toString());
    }
    TreeTask.Root root = new TreeTask.Root();
    Path top = source.getFileSystem().getPath("");
    DirectoryMarch whole =
        new DirectoryMarch(root, this, top, sourceRoot, EntryReader.read(replica));
    return await(pool, List.of(whole), root);
  }

  Path source() {
    return source;
  }

  Path replica() {
    return replica;
  }

  PathFilter filter() {
    return filter;
  }

  MarchListener listener() {
    return listener;
  }
}

package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;

/**
 * Directories that are opened to others. The march goes below them although its scope does not ask
 * for that: orphans there must be known first.
 */
final class OpenedDirectories implements LateStage {

  private final March march;
  private final Set<Path> directories = ConcurrentHashMap.newKeySet();

  OpenedDirectories(March march) {
    this.march = march;
  }

  void add(Path directory) {
    directories.add(directory);
  }

  /** Returns a scope with these directories and everything below them. */
  Scope in(Scope scope) {
    return directories.isEmpty() ? scope : scope.and(Scope.below(directories));
  }

  @Override
  public boolean run(ForkJoinPool pool) throws IOException, InterruptedException {
    if (directories.isEmpty()) {
      return true;
    }
    TreeTask.Root root = new TreeTask.Root();
    List<TreeTask> tasks = new ArrayList<>();
    for (Scope.Part part : Scope.below(directories).parts()) {
      Entry source = march.trees().source().read(part.directory());
      Entry replica = march.trees().replica().read(part.directory());
      if (source != null && source.isDirectory() && replica != null && replica.isDirectory()) {
        tasks.add(new DirectoryTask(root, march, part.directory(), source, replica, true));
      }
    }
    return march.await(pool, tasks, root);
  }
}

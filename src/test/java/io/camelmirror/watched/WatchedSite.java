package io.camelmirror.watched;

import io.camelmirror.tree.MountsInSource;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.UnusableFolderException;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.Path;

/** Reports each call on a site and its trees to a {@link Watch}, which may make the call fail. */
public record WatchedSite(Site inner, Watch watch) implements Site {

  @Override
  public Path source() {
    return inner.source();
  }

  @Override
  public Path replica() {
    return inner.replica();
  }

  @Override
  public void createReplica() throws IOException {
    inner.createReplica();
  }

  @Override
  public void lock() throws UnusableFolderException, IOException {
    inner.lock();
  }

  @Override
  public void unlock() {
    inner.unlock();
  }

  @Override
  public Trees open(ReadOptions options, boolean replicaMayBeMissing) throws IOException {
    Trees trees = inner.open(options, replicaMayBeMissing);
    return new Trees(
        new WatchedTree(trees.source(), watch), new WatchedTree.Writable(trees.replica(), watch));
  }

  @Override
  public MountsInSource mountsInSource() {
    return inner.mountsInSource();
  }

  @Override
  public WritableTree openOutside(Path folder, ReadOptions options, boolean create)
      throws IOException {
    return new WatchedTree.Writable(inner.openOutside(folder, options, create), watch);
  }

  @Override
  public boolean isReplicaFailure(IOException failure) {
    return inner.isReplicaFailure(failure);
  }
}

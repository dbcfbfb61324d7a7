package io.camelmirror.pass;

import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.tree.FileLimits;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.local.LocalSite;
import io.camelmirror.watched.Watch;
import io.camelmirror.watched.WatchedSite;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Builds a mirror that applies its changes without Camel, starting from the defaults: {@code
 * MirrorBuilder.of(folders).keeping(fidelity).open(record)}.
 */
public final class MirrorBuilder {

  public static final String NAME = "photos";

  private final FolderPair folders;
  private LocalSite.Calls calls = LocalSite.Calls.best();
  private Watch watch;
  private Fidelity fidelity = Fidelity.PLAIN;
  private Selection selection = Selection.ALL;
  private MaxDelete maxDelete = MaxDelete.OFF;
  private String marker;
  private boolean noDelete;
  private boolean confirmUnmounted;
  private Path trash;
  private boolean sync;
  private boolean reconcilesWithPass = true;
  private boolean dryRun;
  private int threads = 3;
  private long smallestMoved = -1;
  private ChangeSink changes = ChangeSink.DIRECT;

  private MirrorBuilder(FolderPair folders) {
    this.folders = folders;
  }

  public static MirrorBuilder of(FolderPair folders) {
    return new MirrorBuilder(folders);
  }

  public static MirrorBuilder of(TreeBuilder source, TreeBuilder replica) throws Exception {
    return of(FolderPair.of(source.root(), replica.root()));
  }

  public MirrorBuilder by(LocalSite.Calls value) {
    calls = value;
    return this;
  }

  public MirrorBuilder watchedBy(Watch value) {
    watch = value;
    return this;
  }

  public MirrorBuilder keeping(Fidelity value) {
    fidelity = value;
    return this;
  }

  public MirrorBuilder choosing(Selection value) {
    selection = value;
    return this;
  }

  MirrorBuilder maxDelete(String value) {
    maxDelete = MaxDelete.parse(value);
    return this;
  }

  MirrorBuilder requireMarker(String value) {
    marker = value;
    return this;
  }

  MirrorBuilder noDelete() {
    noDelete = true;
    return this;
  }

  MirrorBuilder confirmUnmounted() {
    confirmUnmounted = true;
    return this;
  }

  public MirrorBuilder trash(Path value) {
    trash = value;
    return this;
  }

  MirrorBuilder sync() {
    sync = true;
    return this;
  }

  MirrorBuilder reconcilingApart() {
    reconcilesWithPass = false;
    return this;
  }

  MirrorBuilder dry() {
    dryRun = true;
    return this;
  }

  public MirrorBuilder filteredBy(PathFilter value) {
    selection = Selection.of(null, null, FileLimits.NONE, value, false);
    return this;
  }

  /** Moves files of this size or more, as a pass does only with larger ones. */
  public MirrorBuilder movingFrom(long bytes) {
    smallestMoved = bytes;
    return this;
  }

  MirrorBuilder threads(int value) {
    threads = value;
    return this;
  }

  public MirrorBuilder sendingTo(ChangeSink value) {
    changes = value;
    return this;
  }

  /** Makes and opens the mirror. */
  public Mirror open(PassListener... listeners) throws Exception {
    Site local = new LocalSite(folders, calls);
    Safety safety =
        new Safety(maxDelete, marker, noDelete, confirmUnmounted, trash, Duration.ofDays(30), sync);
    MirrorOptions options =
        new MirrorOptions(
            fidelity, safety, selection, reconcilesWithPass, dryRun, new Load(threads, 0, false));
    Mirror mirror =
        new Mirror(NAME, watch == null ? local : new WatchedSite(local, watch), options, changes);
    mirror.setRemovals(ChangeSink.DIRECT);
    if (smallestMoved >= 0) {
      mirror.opener().setSmallestMoved(smallestMoved);
    }
    for (PassListener listener : listeners) {
      mirror.addListener(listener);
    }
    mirror.open();
    return mirror;
  }
}

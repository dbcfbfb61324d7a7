package io.camelmirror.pass;

import io.camelmirror.apply.Applier;
import io.camelmirror.apply.CapabilityProbe;
import io.camelmirror.apply.Trash;
import io.camelmirror.apply.TrashFolders;
import io.camelmirror.diff.CapabilitySource;
import io.camelmirror.diff.ChangeListener;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Contents;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.March;
import io.camelmirror.diff.MarchListener;
import io.camelmirror.diff.Removal;
import io.camelmirror.diff.Scope;
import io.camelmirror.diff.SecondLook;
import io.camelmirror.diff.SourceMounts;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Pace;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.UnusableFolderException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;

/** Opens the passes of a mirror and remembers what they have learned about its trees. */
final class PassOpener {

  private static final Path ROOT = Path.of("");

  /** Moves take this part of the memory for orphans, twice at most. */
  private static final int SHARE_OF_MOVES = 4;

  /** In bytes. */
  private long orphanMemory = Runtime.getRuntime().maxMemory() / 4;

  /** In bytes. To copy a smaller file costs no more than to compare it. */
  private long smallestMoved = 1 << 16;

  private final Mirror mirror;
  private final MirrorOptions options;
  private final ChangeSink changes;
  private final NotKept notKept;
  private volatile Comparison comparison;
  private final CapabilityProbe probe;
  private SourceGuard sourceGuard = new SourceGuard();
  private SourceMounts mounts;

  /** What to go by when nothing may be written; null if nothing is known. */
  private CapabilitySource dryCapabilities;

  private boolean replicaMayBeMissing;
  private volatile Contents contents;

  /** Null if copies are not limited. */
  private RateLimit rateLimit;

  private volatile Trees trees;
  private volatile List<Entry.Inode> leftOut = List.of();

  PassOpener(Mirror mirror, ChangeSink changes) {
    this.mirror = mirror;
    this.options = mirror.options();
    this.changes = changes;
    mounts = new SourceMounts(options.safety().confirmUnmounted());
    long rate = options.load().bytesPerSecond();
    rateLimit = rate == 0 ? null : new RateLimit(rate);
    replicaMayBeMissing = true;
    contents = options.fidelity().contents();
    notKept =
        new NotKept(
            Privileges.CURRENT,
            line -> mirror.listeners().tell(listener -> listener.notKept(mirror.name(), line)));
    probe = new CapabilityProbe(() -> trees.replica(), Privileges.CURRENT, notKept);
  }

  /** Takes over what another mirror of the same folders knows, for passes that write nothing. */
  void learnFrom(PassOpener other) {
    sourceGuard = other.sourceGuard;
    mounts = other.mounts;
    rateLimit = other.rateLimit;
    dryCapabilities = CapabilitySource.assuming(other.probe);
    replicaMayBeMissing = false;
  }

  /** Sets the files whose content passes compare from now on; null for those of the options. */
  void compare(Contents some) {
    contents = some == null ? options.fidelity().contents() : some;
  }

  /** Opens both trees for a look at what the last pass has found. */
  Trees openAgain() throws IOException {
    return mirror.site().open(options.fidelity().readOptions(), false);
  }

  /** Creates a look at trees that are open, by the rules of the last pass. */
  SecondLook newSecondLook(Trees opened) {
    return new SecondLook(opened, comparison, dryCapabilities());
  }

  /**
   * Opens a pass: locks the replica unless the run is dry, opens both trees and checks that they
   * are still the same.
   *
   * @throws IOException if one of the trees cannot be used, so that nothing may be done
   */
  Pass open(Scope scope, long number) throws IOException {
    boolean dry = mirror.isDryRun();
    if (!dry) {
      try {
        mirror.lock();
      } catch (UnusableFolderException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    Trees opened = mirror.site().open(options.fidelity().readOptions(), dry && replicaMayBeMissing);
    if (dry && options.fidelity().renames() != Fidelity.Renames.off) {
      opened = new Trees(opened.source(), new DryReplica(opened.replica()));
    }
    try {
      sourceGuard.check(opened);
      mounts.passBegins(mirror.site().mountsInSource());
      notKept.withoutCalls(options.fidelity(), opened.replica());
      trees = opened;
      CurrentChanges current = new CurrentChanges();
      comparison =
          new Comparison(
              options.fidelity(),
              Privileges.CURRENT,
              opened.replica().isReachableByOthers(),
              contents.at(pace(bytes -> current.compared())));
      Applier applier = newApplier(opened, current);
      Pass pass = new Pass(mirror, number, scope, dry, opened, applier, current);
      leftOut = ownFolders(opened);
      mirror.listeners().tell(listener -> listener.passBegan(pass));
      return pass;
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /** Copies and comparisons share the limit. */
  private Pace pace(LongConsumer told) {
    return new LimitedPace(rateLimit, mirror::isAborted, told);
  }

  /** The mirror's own folders, which no walk may enter where they are mounted in a tree. */
  private List<Entry.Inode> ownFolders(Trees opened) throws IOException {
    List<Entry.Inode> own = new ArrayList<>();
    addRoot(opened.source(), own);
    addRoot(opened.replica(), own);
    Path trash = options.safety().trash();
    if (trash != null) {
      try (Tree tree = mirror.site().openOutside(trash, ReadOptions.PLAIN, false)) {
        addRoot(tree, own);
      } catch (IOException e) {
        // Without a trash there is nothing to leave out; what needs it fails by itself.
        return own;
      }
    }
    return own;
  }

  private static void addRoot(Tree tree, List<Entry.Inode> own) throws IOException {
    Entry found = tree.read(ROOT);
    if (found != null) {
      own.add(found.inode());
    }
  }

  private Applier newApplier(Trees opened, CurrentChanges current) {
    probe.passBegins();
    Safety safety = options.safety();
    Trash.Opener trash = null;
    if (safety.trash() != null) {
      Path folder = safety.trash().resolve(TrashFolders.nameOf(Instant.now()));
      ReadOptions reading = options.fidelity().readOptions().ofReplica();
      trash = () -> mirror.site().openOutside(folder, reading, true);
    }
    Pace pace = pace(current::copied);
    return new Applier(opened, comparison, probe, trash, safety.sync(), pace, notKept);
  }

  private CapabilitySource dryCapabilities() {
    return dryCapabilities == null ? CapabilitySource.EVERYTHING : dryCapabilities;
  }

  March newMarch(Pass pass, MarchListener listener) {
    CapabilitySource capabilities = pass.isDryRun() ? dryCapabilities() : probe;
    Selection selection = options.selection().at(pass.started());
    March march = new March(pass.trees(), comparison, capabilities, selection, listener);
    march.setMounts(mounts);
    march.leaveOut(leftOut);
    return march;
  }

  /** The memory limit for the orphans held, in bytes. */
  long orphanMemory() {
    return orphanMemory;
  }

  void setOrphanMemory(long bytes) {
    orphanMemory = bytes;
  }

  void setSmallestMoved(long bytes) {
    smallestMoved = bytes;
  }

  /**
   * Creates the march of a pass, which also moves entries in the replica. A move deletes the old
   * name, so nothing is moved where nothing may be deleted.
   *
   * @param removes removals are accepted
   */
  March newMarch(Pass pass, MarchListener listener, boolean removes) throws IOException {
    March march = newMarch(pass, listener);
    Safety safety = options.safety();
    String marker = safety.requireMarker();
    if (removes
        && !safety.noDelete()
        && (marker == null || pass.trees().source().read(Path.of(marker)) != null)) {
      march.setRenames(options.fidelity().renames(), orphanMemory / SHARE_OF_MOVES, smallestMoved);
    }
    return march;
  }

  Removal newRemoval(Pass pass, ChangeListener listener) {
    Selection selection = options.selection().at(pass.started());
    Removal removal = new Removal(pass.trees(), Privileges.CURRENT, selection, listener);
    removal.leaveOut(leftOut);
    return removal;
  }

  /** Creates the listener for the march that fills directories made by a reconciliation. */
  Filling newFilling(Pass pass, Collection<Path> made) {
    return new Filling(pass, changes, notKept, orphanMemory, made);
  }

  /** Creates the listener for one march of a pass. */
  Marching newMarching(Pass pass) {
    return new Marching(pass, changes, notKept, orphanMemory);
  }
}

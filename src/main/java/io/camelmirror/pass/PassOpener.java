package io.camelmirror.pass;

import io.camelmirror.apply.Applier;
import io.camelmirror.apply.CapabilityProbe;
import io.camelmirror.apply.Trash;
import io.camelmirror.apply.TrashFolders;
import io.camelmirror.diff.CapabilitySource;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.March;
import io.camelmirror.diff.MarchListener;
import io.camelmirror.diff.Scope;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.UnusableFolderException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;

/** Opens the passes of a mirror and remembers what they have learned about its trees. */
final class PassOpener {

  private final Mirror mirror;
  private final MirrorOptions options;
  private final ChangeSink changes;
  private final NotKept notKept;
  private volatile Comparison comparison;
  private final CapabilityProbe probe;
  private final SourceGuard sourceGuard = new SourceGuard();
  private volatile Trees trees;

  PassOpener(Mirror mirror, ChangeSink changes) {
    this.mirror = mirror;
    this.options = mirror.options();
    this.changes = changes;
    notKept =
        new NotKept(
            Privileges.CURRENT,
            line -> mirror.listeners().tell(listener -> listener.notKept(mirror.name(), line)));
    probe = new CapabilityProbe(() -> trees.replica(), Privileges.CURRENT, notKept);
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
    Trees opened = mirror.site().open(options.fidelity().readOptions(), dry);
    try {
      sourceGuard.check(opened);
      notKept.withoutCalls(options.fidelity(), opened.replica());
      trees = opened;
      comparison =
          new Comparison(
              options.fidelity(), Privileges.CURRENT, opened.replica().isReachableByOthers());
      Pass pass = new Pass(mirror, number, scope, dry, opened, newApplier(opened));
      mirror.listeners().tell(listener -> listener.passBegan(pass));
      return pass;
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private Applier newApplier(Trees opened) {
    Safety safety = options.safety();
    Trash.Opener trash = null;
    if (safety.trash() != null) {
      Path folder = safety.trash().resolve(TrashFolders.nameOf(Instant.now()));
      ReadOptions reading = options.fidelity().readOptions().ofReplica();
      trash = () -> mirror.site().openOutside(folder, reading, true);
    }
    return new Applier(opened, comparison, probe, trash, safety.sync(), mirror::isAborted, notKept);
  }

  March newMarch(Pass pass, MarchListener listener) {
    CapabilitySource capabilities = pass.isDryRun() ? CapabilitySource.EVERYTHING : probe;
    return new March(pass.trees(), comparison, capabilities, options.filter(), listener);
  }

  /** Creates the listener for the march that fills directories made by a reconciliation. */
  Filling newFilling(Pass pass, Collection<Path> made) {
    return new Filling(pass, changes, notKept, mirror.orphanMemory(), made);
  }

  /** Creates the listener for one march of a pass. */
  Marching newMarching(Pass pass) {
    return new Marching(pass, changes, notKept, mirror.orphanMemory());
  }
}

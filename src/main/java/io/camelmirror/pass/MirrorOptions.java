package io.camelmirror.pass;

import io.camelmirror.diff.Fidelity;
import io.camelmirror.tree.Selection;

/**
 * The options that control what a mirror reads, writes and deletes.
 *
 * @param fidelity what to preserve
 * @param safety protection against data loss
 * @param selection the entries to include
 * @param reconcilesWithPass remove orphans at the end of each pass; otherwise only when {@linkplain
 *     Mirror#reconcile asked}
 * @param dryRun write nothing
 * @param load how much of the machine to take
 */
public record MirrorOptions(
    Fidelity fidelity,
    Safety safety,
    Selection selection,
    boolean reconcilesWithPass,
    boolean dryRun,
    Load load) {

  /** The defaults. */
  public static final MirrorOptions PLAIN =
      new MirrorOptions(Fidelity.PLAIN, Safety.PLAIN, Selection.ALL, true, false, Load.FULL);

  public MirrorOptions with(Fidelity value) {
    return new MirrorOptions(value, safety, selection, reconcilesWithPass, dryRun, load);
  }

  /**
   * Returns the options of a pass that finds every difference and writes nothing: no guard refuses,
   * and no file is left for a later pass.
   */
  MirrorOptions forVerification() {
    Safety unguarded =
        new Safety(
            MaxDelete.OFF,
            null,
            false,
            safety.confirmUnmounted(),
            safety.trash(),
            safety.trashKeep(),
            false);
    return new MirrorOptions(fidelity.forVerification(), unguarded, selection, true, true, load);
  }

  public MirrorOptions with(Safety value) {
    return new MirrorOptions(fidelity, value, selection, reconcilesWithPass, dryRun, load);
  }

  public MirrorOptions with(Selection value) {
    return new MirrorOptions(fidelity, safety, value, reconcilesWithPass, dryRun, load);
  }
}

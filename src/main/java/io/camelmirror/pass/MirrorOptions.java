package io.camelmirror.pass;

import io.camelmirror.diff.Fidelity;
import io.camelmirror.tree.PathFilter;

/**
 * Everything that governs what a mirror reads, writes and deletes.
 *
 * @param fidelity what is kept
 * @param safety what keeps the mirror from losing anything
 * @param filter which paths take part
 * @param reconcilesWithPass whether orphans are removed at the end of each pass; otherwise when
 *     {@link Mirror#reconcile} is called
 * @param dryRun whether nothing is written
 * @param threads how many threads read and write
 */
public record MirrorOptions(
    Fidelity fidelity,
    Safety safety,
    PathFilter filter,
    boolean reconcilesWithPass,
    boolean dryRun,
    int threads) {

  /** The defaults. */
  public static final MirrorOptions PLAIN =
      new MirrorOptions(
          Fidelity.PLAIN,
          Safety.PLAIN,
          PathFilter.ALL,
          true,
          false,
          Math.max(2, Runtime.getRuntime().availableProcessors()));

  public MirrorOptions with(Fidelity value) {
    return new MirrorOptions(value, safety, filter, reconcilesWithPass, dryRun, threads);
  }

  public MirrorOptions with(Safety value) {
    return new MirrorOptions(fidelity, value, filter, reconcilesWithPass, dryRun, threads);
  }

  public MirrorOptions with(PathFilter value) {
    return new MirrorOptions(fidelity, safety, value, reconcilesWithPass, dryRun, threads);
  }
}

package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

/** Decides whether the orphans of a pass may be deleted. */
final class DeleteGuard {

  private final Safety safety;

  /** What it has permitted to delete since the last complete pass. */
  private long permitted;

  /**
   * Whether orphans may be deleted.
   *
   * @param refusal why not; null if they may be, now or later
   * @param later only after the next complete pass
   */
  record Decision(Refusal refusal, boolean later) {

    static final Decision NOW = new Decision(null, false);
    private static final Decision LATER = new Decision(null, true);
  }

  DeleteGuard(Safety safety) {
    this.safety = safety;
  }

  /** A pass over everything has found all orphans: the limit applies anew. */
  void passCompleted() {
    permitted = 0;
  }

  /**
   * Checks the orphans before the first is deleted. Passes over parts of the trees share the limit
   * until the next complete pass; without that, many small passes could delete everything.
   *
   * @param orphans at least one
   * @param others the number of further orphans
   * @param entries maps the total number of orphans to the number of entries in the replica
   * @throws IOException if the marker cannot be checked
   */
  Decision check(Collection<Change> orphans, long others, LongUnaryOperator entries, Trees trees)
      throws IOException {
    String marker = safety.requireMarker();
    if (marker != null && trees.source().read(Path.of(marker)) == null) {
      return refuse(
          "marker",
          orphans.size() + others,
          String.format(
              "the marker %s is not in the source %s: nothing is deleted",
              PathText.of(marker), PathText.of(trees.source().path())));
    }
    if (safety.maxDelete().equals(MaxDelete.OFF)) {
      return Decision.NOW;
    }
    long count = new OrphanCount(trees.replica()).of(orphans) + others;
    long all = entries.applyAsLong(count);
    long limit = safety.maxDelete().of(all);
    if (permitted + count <= limit) {
      permitted += count;
      return Decision.NOW;
    }
    if (count <= limit) {
      return Decision.LATER;
    }
    return refuse(
        "max-delete",
        count,
        String.format(
            Locale.ROOT,
            "%,d of %,d entries would be deleted, which is more than mirror.max-delete=%s permits:"
                + " nothing is deleted; if that is right, run once with --max-delete off",
            count,
            all,
            safety.maxDelete()));
  }

  private static Decision refuse(String guard, long orphans, String reason) {
    return new Decision(new Refusal(guard, orphans, reason), false);
  }
}

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

  DeleteGuard(Safety safety) {
    this.safety = safety;
  }

  /**
   * Checks the orphans before the first is deleted.
   *
   * @param orphans at least one
   * @param others the number of further orphans
   * @param entries maps the total number of orphans to the number of entries in the replica
   * @return null if they may be deleted
   * @throws IOException if the marker cannot be checked
   */
  Refusal check(Collection<Change> orphans, long others, LongUnaryOperator entries, Trees trees)
      throws IOException {
    String marker = safety.requireMarker();
    if (marker != null && trees.source().read(Path.of(marker)) == null) {
      return new Refusal(
          "marker",
          orphans.size() + others,
          String.format(
              "the marker %s is not in the source %s: nothing is deleted",
              PathText.of(marker), PathText.of(trees.source().path())));
    }
    if (safety.maxDelete().equals(MaxDelete.OFF)) {
      return null;
    }
    long count = new OrphanCount(trees.replica()).of(orphans) + others;
    long all = entries.applyAsLong(count);
    long limit = safety.maxDelete().of(all);
    if (count <= limit) {
      return null;
    }
    return new Refusal(
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
}

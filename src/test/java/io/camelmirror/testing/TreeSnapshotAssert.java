package io.camelmirror.testing;

import java.util.List;
import java.util.SortedMap;
import org.assertj.core.api.AbstractMapAssert;

/** Assertions on a tree; those of a map see the facts of each entry, as text, by its path. */
public final class TreeSnapshotAssert
    extends AbstractMapAssert<TreeSnapshotAssert, SortedMap<String, String>, String, String> {

  private static final int MOST_LINES = 40;

  private final TreeSnapshot snapshot;

  TreeSnapshotAssert(TreeSnapshot snapshot) {
    super(snapshot.entries(), TreeSnapshotAssert.class);
    this.snapshot = snapshot;
  }

  /** Fails with what differs, a line for each path. */
  @Override
  public TreeSnapshotAssert isEqualTo(Object expected) {
    List<String> differences = ((TreeSnapshot) expected).differences(snapshot);
    if (!differences.isEmpty()) {
      List<String> shown = differences.subList(0, Math.min(differences.size(), MOST_LINES));
      failWithMessage(
          "%d paths differ (expected -> actual):%n%s",
          differences.size(), String.join("\n", shown));
    }
    return this;
  }
}

package io.camelmirror.pass;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TemporaryName;
import java.util.concurrent.atomic.LongAdder;

/** Counts the outcomes of the changes of one pass. Thread-safe. */
final class PassCounts {

  final LongAdder copied = new LongAdder();
  final LongAdder updated = new LongAdder();
  final LongAdder deleted = new LongAdder();
  final LongAdder moved = new LongAdder();
  final LongAdder unchanged = new LongAdder();
  final LongAdder skipped = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder notReplaced = new LongAdder();
  final LongAdder bytes = new LongAdder();

  /** Applied changes, directories included. */
  final LongAdder changes = new LongAdder();

  /** Entries created in the replica, directories included. */
  final LongAdder created = new LongAdder();

  final LongAdder seen = new LongAdder();
  final LongAdder found = new LongAdder();
  final LongAdder done = new LongAdder();
  final LongAdder bytesFound = new LongAdder();

  void found(Change change) {
    found.increment();
    if (change.writesContent()) {
      bytesFound.add(change.source().size());
    }
  }

  /** Counts the outcome of a change. */
  void done(Change change, Outcome outcome) {
    done.increment();
    bytes.add(outcome.bytes());
    if (outcome.state() == Outcome.State.SKIPPED && !change.concernsDirectoryOnly()) {
      skipped.increment();
    }
    if (!outcome.isApplied()) {
      return;
    }
    changes.increment();
    if (change.action() == Action.CREATE) {
      created.increment();
    }
    if (change.action() == Action.MOVE) {
      moved.increment();
    }
    if (change.concernsDirectoryOnly()) {
      return;
    }
    switch (change.action()) {
      case CREATE -> copied.increment();
      case UPDATE, ATTRIBUTES -> updated.increment();
      case MOVE -> {
        // Counted above, as it may be a directory.
      }
      case REPLACE -> (change.source().isDirectory() ? deleted : updated).increment();
      case DELETE -> {
        if (!TemporaryName.matches(RawPath.nameOf(change.path()))) {
          deleted.increment();
        }
      }
    }
  }
}

package io.camelmirror.camel;

import io.camelmirror.diff.Contents;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.Verification;
import io.camelmirror.pass.VerifyReport;
import io.camelmirror.tree.local.LocalSite;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Makes the verifications of one mirror, one at a time, and remembers which part is next. */
final class Verifications {

  private final RoutedMirror routed;

  /** Begins with the date, so that a daily schedule goes on after a restart where it was. */
  private long turn = LocalDate.now(ZoneOffset.UTC).toEpochDay();

  private Verification current;

  Verifications(RoutedMirror routed) {
    this.routed = routed;
  }

  /**
   * Verifies the replica, beside passes. The content of one part of the files is read each time.
   *
   * @param parts how many verifications read everything
   * @param repair mend what differs
   * @return the report; null if the verification was aborted
   * @throws IOException if it could not start; the log and the listeners have reported it
   * @throws IllegalStateException if another one is under way, or no marching consumer is started
   */
  VerifyReport verify(int parts, boolean repair) throws IOException, InterruptedException {
    Contents contents;
    Verification verification;
    synchronized (this) {
      Mirror mirror = routed.mirror();
      if (mirror == null) {
        throw new IllegalStateException("the route that polls the source is not started");
      }
      if (current != null) {
        throw new IllegalStateException("a verification of this mirror is under way");
      }
      contents = new Contents(Math.floorMod(turn, parts), parts);
      // Not the mirror's own site, which holds the lock. It is checked when it is opened.
      verification = new Verification(mirror, LocalSite.awaitingSource(routed.folders()));
      current = verification;
    }
    VerifyReport report = null;
    try {
      report = verification.run(contents, repair);
      return report;
    } finally {
      verification.close();
      synchronized (this) {
        current = null;
        turn += report == null ? 0 : 1;
      }
    }
  }

  /** Ends the verification under way soon. */
  synchronized void abort() {
    if (current != null) {
      current.abort();
    }
  }
}

package io.camelmirror.karaf;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import io.camelmirror.tree.FailureText;
import java.time.Instant;

/** Remembers how the last pass ended. */
final class LastPass implements PassListener {

  /**
   * The end of a pass.
   *
   * @param at when it was
   * @param report null when the pass could not be made
   * @param failure why it could not be made; null when it was
   */
  record End(Instant at, PassReport report, String failure) {}

  private volatile End end = new End(null, null, null);

  /** All fields are null before the first pass has ended. */
  End end() {
    return end;
  }

  @Override
  public void passEnded(PassReport report) {
    end = new End(Instant.now(), report, null);
  }

  @Override
  public void passFailed(String mirror, Exception cause) {
    end = new End(Instant.now(), end.report(), FailureText.of(cause));
  }
}

package io.camelmirror.run;

import io.camelmirror.pass.PassReport;
import java.time.Instant;
import java.util.Locale;

/**
 * The state of a mirror, for people and for programs that monitor it.
 *
 * @param name the name of the mirror
 * @param state whether the mirror runs
 * @param place the file with the settings; null if they came from somewhere else
 * @param source the source folder; null if no configuration names it
 * @param replica the replica folder; null if no configuration names it
 * @param interval the time between two passes, such as {@code 60s}; null while the mirror is
 *     stopped
 * @param lastPass the report of the last complete pass; null before the first one
 * @param lastPassAt when the last pass ended or failed; null before the first one
 * @param lastFailure why the last pass failed; null if it did not
 * @param complaint why the mirror does not run with its present configuration; null if it does
 */
public record MirrorStatus(
    String name,
    State state,
    String place,
    String source,
    String replica,
    String interval,
    PassReport lastPass,
    Instant lastPassAt,
    String lastFailure,
    String complaint) {

  /** Whether a mirror runs. */
  public enum State {
    /** It makes a pass at each interval. */
    RUNNING,
    /** It makes no pass until it is resumed, except on request. */
    PAUSED,
    /** It could not be started, or has been stopped. */
    STOPPED;

    /** The word shown to people. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The guard that refused to delete in the last complete pass; null if none did. */
  public String refused() {
    return lastPass == null ? null : lastPass.refused();
  }
}

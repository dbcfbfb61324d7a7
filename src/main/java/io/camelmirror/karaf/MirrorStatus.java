package io.camelmirror.karaf;

import io.camelmirror.camel.Interval;
import io.camelmirror.pass.PassReport;
import io.camelmirror.run.Setting;
import io.camelmirror.run.Settings;
import java.time.Duration;
import java.time.Instant;

/**
 * How a mirror is at one moment, for people and for programs that watch it.
 *
 * @param name the mirror's
 * @param state whether it runs
 * @param settings the file with its settings
 * @param source the folder that is only read; null when no file has named it
 * @param replica the folder that is made equal to it; null when no file has named it
 * @param interval the time between two passes ({@code 60s}); null while it is stopped
 * @param lastPass the report of the last pass that came to its end; null before the first
 * @param lastPassAt when the last pass ended or failed; null before the first
 * @param lastFailure why the last pass could not be made; null when it could
 * @param complaint why the mirror does not run as its file says; null when it does
 */
public record MirrorStatus(
    String name,
    State state,
    String settings,
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
    /** It waits until it is resumed. */
    PAUSED,
    /** It could not be started. */
    STOPPED;

    /** The word for people. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final int MILLIS = 1000;

  static MirrorStatus of(
      String name,
      MirrorFile file,
      RunningMirror running,
      boolean paused,
      String complaint,
      LastPass lastPass) {
    Settings settings = running == null ? null : running.settings();
    LastPass.End end = lastPass.end();
    return new MirrorStatus(
        name,
        running == null ? State.STOPPED : paused ? State.PAUSED : State.RUNNING,
        file == null ? null : file.place(),
        folder(Setting.SOURCE, settings, file),
        folder(Setting.REPLICA, settings, file),
        settings == null ? null : interval(settings),
        end.report(),
        end.at(),
        end.failure(),
        complaint);
  }

  private static String folder(Setting folder, Settings settings, MirrorFile file) {
    if (settings != null) {
      return settings.get(folder);
    }
    return file == null ? null : file.values().get(folder.key());
  }

  /** The interval as a person writes it: {@code 60s}, {@code 500ms}. */
  static String interval(Settings settings) {
    Duration interval = Interval.parse(settings.get(Setting.INTERVAL));
    long millis = interval.toMillis();
    return millis % MILLIS == 0 ? millis / MILLIS + "s" : millis + "ms";
  }
}

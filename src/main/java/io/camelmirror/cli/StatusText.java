package io.camelmirror.cli;

import io.camelmirror.camel.Interval;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.run.MirrorStatus;
import io.camelmirror.run.Setting;
import io.camelmirror.run.Settings;
import io.camelmirror.tree.PathArgument;
import io.camelmirror.tree.PathText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The state of a running mirror: a line with the URI of its replica, then lines for people. */
final class StatusText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private final Settings settings;
  private final Instant since;

  /**
   * Creates the text of a mirror.
   *
   * @param since when it was started
   */
  StatusText(Settings settings, Instant since) {
    this.settings = settings;
    this.since = since;
  }

  /**
   * Formats the present state.
   *
   * @param status null while the mirror starts
   * @param pass the pass in progress, or null
   */
  String of(MirrorStatus status, PassProgress pass) {
    StringBuilder text = new StringBuilder();
    text.append(path(Setting.REPLICA).toUri().toASCIIString()).append('\n');
    add(text, "source", PathText.of(path(Setting.SOURCE)));
    add(text, "replica", PathText.of(path(Setting.REPLICA)));
    add(text, "process", process());
    if (!settings.get(Setting.PASSES).equals("1")) {
      long millis = Interval.parse(settings.get(Setting.INTERVAL)).toMillis();
      add(text, "interval", RunLines.inWords(millis));
    }
    add(text, "log", PathText.of(path(Setting.LOG_FILE)));
    add(text, "state", pass == null ? "waiting for the next pass" : progress(pass));
    if (status != null && status.lastPass() != null) {
      PassReport report = status.lastPass();
      add(text, "last pass", report + ", ended " + TIME.format(report.ended()));
    }
    if (status != null && status.lastFailure() != null) {
      add(text, "failure", status.lastFailure() + ", " + TIME.format(status.lastPassAt()));
    }
    return text.toString();
  }

  private Path path(Setting setting) {
    return PathArgument.path(settings.get(setting)).toAbsolutePath();
  }

  private static void add(StringBuilder text, String what, String value) {
    text.append(String.format(Locale.ROOT, "%-10s %s%n", what, OneLine.of(value)));
  }

  private String process() {
    return ProcessHandle.current().pid()
        + ", user "
        + System.getProperty("user.name")
        + ", since "
        + TIME.format(since);
  }

  private static String progress(PassProgress pass) {
    String text =
        String.format(
            Locale.ROOT,
            "pass %d since %s, %,d checked, %,d of %,d changes, %s of %s",
            pass.number(),
            TIME.format(pass.started()),
            pass.checked(),
            pass.done(),
            pass.found(),
            PassReport.amount(pass.bytesDone()),
            PassReport.amount(pass.bytesFound()));
    List<Path> paths = pass.currentPaths();
    return paths.isEmpty() ? text : text + ", " + PathText.of(paths.get(0));
  }
}

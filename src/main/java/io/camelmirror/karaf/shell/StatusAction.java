package io.camelmirror.karaf.shell;

import io.camelmirror.karaf.KarafMirror;
import io.camelmirror.karaf.MirrorStatus;
import io.camelmirror.pass.PassReport;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The command {@code mirror:status}. */
@Service
@Command(scope = "mirror", name = "status", description = "Shows how a mirror is.")
public class StatusAction extends NamedMirrorAction {

  @Override
  void executeOn(KarafMirror mirror) {
    MirrorStatus status = mirror.status();
    PassReport report = status.lastPass();
    show("name", status.name());
    show("state", status.state());
    show("complaint", status.complaint());
    show("settings", status.settings());
    show("source", status.source());
    show("replica", status.replica());
    show("interval", status.interval());
    show("last pass", report);
    show("ended", status.lastPassAt());
    show("failure", status.lastFailure());
    show("refused", report == null ? null : report.refused());
  }

  private static void show(String what, Object value) {
    if (value != null) {
      System.out.printf("%-10s %s%n", what, value);
    }
  }
}

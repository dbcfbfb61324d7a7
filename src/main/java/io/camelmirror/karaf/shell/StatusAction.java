package io.camelmirror.karaf.shell;

import io.camelmirror.run.MirrorStatus;
import io.camelmirror.run.SupervisedMirror;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The command {@code mirror:status}. */
@Service
@Command(scope = "mirror", name = "status", description = "Shows the status of a mirror.")
public class StatusAction extends NamedMirrorAction {

  @Override
  void executeOn(SupervisedMirror mirror) {
    MirrorStatus status = mirror.status();
    show("name", status.name());
    show("state", status.state());
    show("complaint", status.complaint());
    show("settings", status.place());
    show("source", status.source());
    show("replica", status.replica());
    show("interval", status.interval());
    show("last pass", status.lastPass());
    show("ended", status.lastPassAt());
    show("failure", status.lastFailure());
    show("refused", status.refused());
  }

  private static void show(String what, Object value) {
    if (value != null) {
      System.out.printf("%-10s %s%n", what, value);
    }
  }
}

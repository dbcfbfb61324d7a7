package io.camelmirror.karaf.shell;

import io.camelmirror.karaf.Mirrors;
import io.camelmirror.run.MirrorStatus;
import io.camelmirror.run.SupervisedMirror;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** The command {@code mirror:list}. */
@Service
@Command(scope = "mirror", name = "list", description = "Lists all mirrors.")
public class ListAction implements Action {

  @Reference private Mirrors mirrors;

  @Override
  public Object execute() {
    ShellTable table = new ShellTable();
    for (String column :
        new String[] {"Name", "State", "Interval", "Source", "Replica", "Last pass"}) {
      table.column(column);
    }
    table.emptyTableText("There are no mirrors. Create etc/io.camelmirror-NAME.cfg to start one.");
    for (SupervisedMirror mirror : mirrors.all()) {
      MirrorStatus status = mirror.status();
      table
          .addRow()
          .addContent(
              status.name(),
              status.state(),
              Objects.toString(status.interval(), ""),
              Objects.toString(status.source(), ""),
              Objects.toString(status.replica(), ""),
              lastPass(status));
    }
    table.print(System.out);
    return null;
  }

  private static String lastPass(MirrorStatus status) {
    if (status.complaint() != null) {
      return status.complaint();
    }
    return status.lastFailure() != null
        ? status.lastFailure()
        : Objects.toString(status.lastPass(), "");
  }
}

package io.camelmirror.karaf.shell;

import io.camelmirror.karaf.Mirrors;
import io.camelmirror.run.SupervisedMirror;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the names of mirrors. */
@Service
public class NameCompleter implements Completer {

  @Reference private Mirrors mirrors;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> names = mirrors.all().stream().map(SupervisedMirror::name).toList();
    return new StringsCompleter(names).complete(session, line, candidates);
  }
}

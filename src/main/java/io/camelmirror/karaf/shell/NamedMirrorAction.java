package io.camelmirror.karaf.shell;

import io.camelmirror.karaf.KarafMirror;
import io.camelmirror.karaf.Mirrors;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;

/** A command about one mirror. */
abstract class NamedMirrorAction implements Action {

  @Reference private Mirrors mirrors;

  @Argument(name = "NAME", description = "The name of the mirror.", required = true)
  @Completion(NameCompleter.class)
  private String name;

  /** Does it to the mirror that was named. */
  abstract void executeOn(KarafMirror mirror) throws Exception;

  @Override
  public final Object execute() throws Exception {
    executeOn(mirrors.named(name).orElseThrow(() -> new IllegalArgumentException(unknown())));
    return null;
  }

  private String unknown() {
    String names = mirrors.all().stream().map(KarafMirror::name).collect(Collectors.joining(", "));
    return "there is no mirror " + name + (names.isEmpty() ? "" : "; there are: " + names);
  }
}

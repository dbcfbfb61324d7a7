package io.camelmirror.karaf.shell;

import io.camelmirror.karaf.KarafMirror;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The command {@code mirror:run}. */
@Service
@Command(scope = "mirror", name = "run", description = "Makes a pass now and shows its report.")
public class RunAction extends NamedMirrorAction {

  @Override
  void executeOn(KarafMirror mirror) throws Exception {
    System.out.println(mirror.run());
  }
}

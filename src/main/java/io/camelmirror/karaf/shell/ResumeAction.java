package io.camelmirror.karaf.shell;

import io.camelmirror.karaf.KarafMirror;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The command {@code mirror:resume}. */
@Service
@Command(
    scope = "mirror",
    name = "resume",
    description =
        "Ends the pause of a mirror, and tries its settings again if they could not be used.")
public class ResumeAction extends NamedMirrorAction {

  @Override
  void executeOn(KarafMirror mirror) {
    mirror.resume();
  }
}

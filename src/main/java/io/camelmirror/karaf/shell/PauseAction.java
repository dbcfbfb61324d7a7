package io.camelmirror.karaf.shell;

import io.camelmirror.karaf.KarafMirror;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The command {@code mirror:pause}. */
@Service
@Command(
    scope = "mirror",
    name = "pause",
    description = "Lets a mirror make no more passes until it is resumed.")
public class PauseAction extends NamedMirrorAction {

  @Override
  void executeOn(KarafMirror mirror) {
    mirror.pause();
  }
}

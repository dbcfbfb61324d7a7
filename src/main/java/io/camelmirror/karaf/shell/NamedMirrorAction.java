package io.camelmirror.karaf.shell;

import io.camelmirror.karaf.Mirrors;
import io.camelmirror.run.SupervisedMirror;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A command that takes the name of a mirror. */
abstract class NamedMirrorAction implements Action {

  @Reference private Mirrors mirrors;

  @Argument(name = "NAME", description = "The name of the mirror.", required = true)
  @Completion(NameCompleter.class)
  private String name;

  abstract void executeOn(SupervisedMirror mirror) throws Exception;

  @Override
  public final Object execute() throws Exception {
    executeOn(mirrors.named(name).orElseThrow(() -> new IllegalArgumentException(unknown())));
    return null;
  }

  private String unknown() {
    String names =
        mirrors.all().stream().map(SupervisedMirror::name).collect(Collectors.joining(", "));
    return "unknown mirror " + name + (names.isEmpty() ? "" : "; the mirrors are: " + names);
  }

  /** The command {@code mirror:run}. */
  @Service
  @Command(scope = "mirror", name = "run", description = "Makes a pass now and shows its report.")
  public static class RunAction extends NamedMirrorAction {

    @Override
    void executeOn(SupervisedMirror mirror) throws Exception {
      System.out.println(mirror.run());
    }
  }

  /** The command {@code mirror:pause}. */
  @Service
  @Command(
      scope = "mirror",
      name = "pause",
      description = "Pauses a mirror: it makes no pass until it is resumed, except on request.")
  public static class PauseAction extends NamedMirrorAction {

    @Override
    void executeOn(SupervisedMirror mirror) {
      mirror.pause();
    }
  }

  /** The command {@code mirror:resume}. */
  @Service
  @Command(
      scope = "mirror",
      name = "resume",
      description = "Resumes a paused mirror. Tries its settings again if they were refused.")
  public static class ResumeAction extends NamedMirrorAction {

    @Override
    void executeOn(SupervisedMirror mirror) {
      mirror.resume();
    }
  }
}

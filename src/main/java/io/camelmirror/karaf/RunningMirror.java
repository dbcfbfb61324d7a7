package io.camelmirror.karaf;

import io.camelmirror.camel.MirrorComponent;
import io.camelmirror.camel.MirrorConsumer;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import io.camelmirror.run.MirrorRoutes;
import io.camelmirror.run.RouteFiles;
import io.camelmirror.run.Setting;
import io.camelmirror.run.Settings;
import io.camelmirror.run.SourceFolder;
import io.camelmirror.run.UsageException;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.UnusableFolderException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;

/** The routes of one mirror while they run, in a Camel context of their own. */
final class RunningMirror {

  private final Settings settings;
  private final MirrorRoutes routes;

  private RunningMirror(Settings settings, MirrorRoutes routes) {
    this.settings = settings;
    this.routes = routes;
  }

  /**
   * Checks what can be checked before the routes are started, and creates the source if that is
   * wanted.
   *
   * @param place what the configuration is called in messages
   * @throws UsageException when a folder is missing, or the routes are
   * @throws UnusableFolderException when the folders cannot make a mirror
   */
  static void check(Settings settings, String place)
      throws UsageException, UnusableFolderException {
    Path source = settings.path(Setting.SOURCE, missing(Setting.SOURCE, place));
    Path replica = settings.path(Setting.REPLICA, missing(Setting.REPLICA, place));
    SourceFolder.ensure(
        source,
        () -> settings.isOn(Setting.CREATE_SOURCE),
        "mirror.create-source=true in " + place + " creates it");
    FolderPair.of(source, replica);
    RouteFiles.in(settings.routes());
  }

  private static String missing(Setting setting, String place) {
    return setting.key() + " is missing (in " + place + ")";
  }

  /**
   * Starts the routes.
   *
   * @param passes hears of the passes
   * @param paused whether they are not to poll yet
   * @throws UsageException when the routes or the properties cannot be used
   */
  static RunningMirror start(
      String name, Settings settings, BundleContext bundle, PassListener passes, boolean paused)
      throws UsageException {
    MirrorRoutes routes =
        new MirrorRoutes(
            new OsgiMain(bundle, name, paused),
            name,
            settings.forCamel(name),
            settings.routes(),
            passes);
    try {
      routes.start(false);
      return new RunningMirror(settings, routes);
    } catch (UsageException | RuntimeException e) {
      routes.stop();
      throw e;
    }
  }

  Settings settings() {
    return settings;
  }

  void setPaused(boolean paused) {
    routes
        .component()
        .filter(component -> component.isPaused() != paused)
        .ifPresent(paused ? MirrorComponent::pause : MirrorComponent::resume);
  }

  /** Makes a pass with each route that marches; null in place of one that was broken off. */
  List<PassReport> makePasses() throws Exception {
    List<PassReport> reports = new ArrayList<>();
    for (MirrorConsumer march : routes.marches()) {
      reports.add(march.makePass());
    }
    return reports;
  }

  void abort() {
    routes.component().ifPresent(MirrorComponent::abort);
  }

  void stop() {
    routes.stop();
  }

  /** Says in one line what it does. */
  @Override
  public String toString() {
    return "mirrors "
        + PathText.of(settings.get(Setting.SOURCE))
        + " to "
        + PathText.of(settings.get(Setting.REPLICA))
        + " every "
        + MirrorStatus.interval(settings);
  }
}

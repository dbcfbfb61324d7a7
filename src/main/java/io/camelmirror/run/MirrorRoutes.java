package io.camelmirror.run;

import io.camelmirror.camel.Interval;
import io.camelmirror.camel.MirrorComponent;
import io.camelmirror.camel.MirrorConsumer;
import io.camelmirror.camel.MirrorEndpoint;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.VerifyReport;
import io.camelmirror.tree.PathArgument;
import io.camelmirror.tree.PathText;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/**
 * The routes of one mirror in a Camel context of their own. They are started once and stopped once.
 */
final class MirrorRoutes {

  /** How many seconds Camel waits for exchanges in flight before it gives them up. */
  private static final int SHUTDOWN_TIMEOUT = 3;

  private static final int MILLIS = 1000;

  /** In milliseconds. */
  private static final int NOTIFICATION_TIMEOUT = 2_000;

  private final Main main;
  private final Settings settings;
  private final LateRoutes lateRoutes;
  private final Quartz quartz = new Quartz();

  /** Bound before the start, so that a mirror can start paused. */
  private final MirrorComponent component = new MirrorComponent();

  /**
   * Prepares the routes.
   *
   * @param main a new camel-main
   * @param name the name of the Camel context
   * @param loggers the suffix of the loggers' names; null for no suffix
   * @param passes is told how passes end
   */
  MirrorRoutes(Main main, String name, String loggers, Settings settings, PassListener passes) {
    this.main = main;
    this.settings = settings;
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setOverrideProperties(CamelProperties.of(settings, loggers));
    main.bind("mirror", component);
    main.bind("passes", passes);
    main.bind("log-steps", new LogSteps());
    main.bind("quartz-limits", quartz);
    lateRoutes = new LateRoutes(Long.parseLong(settings.get(Setting.PASSES)));
    if (settings.get(Setting.RECONCILE).equals("interval")) {
      // Otherwise each firing counts, and a schedule that Quartz refuses must fail the start.
      main.bind("late-routes", lateRoutes);
    }
    if (!isVerifying()) {
      // To read the route, which does not start then, would take time at each start.
      main.configure().withRoutesExcludePattern("**/verify.camel.yaml");
    }
    main.addMainListener(new SettingsBeforeEnvironment());
    main.configure()
        .withName(name)
        .withRoutesIncludePattern("file:" + settings.routes() + "/*.camel.yaml")
        .withShutdownTimeout(SHUTDOWN_TIMEOUT)
        .withShutdownLogInflightExchangesOnTimeout(false)
        .withAutoConfigurationLogSummary(false)
        .withSourceLocationEnabled(true);
  }

  /**
   * Starts the routes. Call {@link #stop} even if this fails.
   *
   * @param atOnce whether a route must poll the source right away; otherwise it may be started
   *     later
   * @throws UsageException if the routes or the properties are invalid, or no route polls a source
   */
  void start(boolean atOnce) throws UsageException {
    try {
      main.start();
    } catch (RuntimeException e) {
      String message = new StartFailure(main.getCamelContext()).explain(e).orElseThrow(() -> e);
      throw new UsageException(message, e);
    }
    if (marches().stream().noneMatch(march -> !atOnce || march.isStarted())) {
      throw new UsageException(
          "none of the routes polls a source with mirror:, so no pass can be made");
    }
    if (isVerifying()
        && main.getCamelContext().getEndpoints().stream().noneMatch(MirrorRoutes::verifies)) {
      throw new UsageException(
          "mirror.verify is set, but none of the routes asks for it with operation=verify; copy"
              + " verify.camel.yaml to them");
    }
  }

  private boolean isVerifying() {
    return !settings.get(Setting.VERIFY).equals("off");
  }

  private static boolean verifies(Endpoint endpoint) {
    return endpoint instanceof MirrorEndpoint mirror
        && mirror.getOperation() == MirrorEndpoint.Operation.verify;
  }

  private List<MirrorConsumer> marches() {
    return main.getCamelContext().getRoutes().stream()
        .map(Route::getConsumer)
        .filter(MirrorConsumer.class::isInstance)
        .map(MirrorConsumer.class::cast)
        .toList();
  }

  Settings settings() {
    return settings;
  }

  /** The interval as a person writes it: {@code 60s}, {@code 500ms}. */
  String interval() {
    long millis = Interval.parse(settings.get(Setting.INTERVAL)).toMillis();
    return millis % MILLIS == 0 ? millis / MILLIS + "s" : millis + "ms";
  }

  void setPaused(boolean paused) {
    // A second pause would cancel a pass that was asked for.
    if (paused && !component.isPaused()) {
      component.pause();
    } else if (!paused) {
      component.resume();
    }
  }

  /** Makes a pass with each route that polls a source. A null report is a cancelled pass. */
  List<PassReport> makePasses() throws Exception {
    List<PassReport> reports = new ArrayList<>();
    for (MirrorConsumer march : marches()) {
      reports.add(march.makePass());
    }
    return reports;
  }

  /**
   * Verifies with each started route that polls a source. A null report is a verification that was
   * aborted.
   *
   * @param repair mend what differs
   */
  List<VerifyReport> verify(boolean repair) throws Exception {
    List<VerifyReport> reports = new ArrayList<>();
    for (MirrorConsumer march : marches()) {
      if (march.isStarted()) {
        reports.add(march.verify(repair));
      }
    }
    return reports;
  }

  /** Cancels the pass under way and rolls back long copies. Does not wait. */
  void abort() {
    component.abort();
  }

  /** Stops the routes soon: {@link #abort} comes first. */
  void stop() {
    abort();
    lateRoutes.stop(SHUTDOWN_TIMEOUT);
    quartz.standBy(1);
    component.awaitNotifications(NOTIFICATION_TIMEOUT);
    main.stop();
  }

  /** One line for the log. */
  @Override
  public String toString() {
    return "mirroring "
        + PathText.of(PathArgument.path(settings.get(Setting.SOURCE)))
        + " to "
        + PathText.of(PathArgument.path(settings.get(Setting.REPLICA)))
        + " every "
        + interval();
  }

  /**
   * By default Camel prefers an environment variable to a property of the same name. The settings
   * have taken the environment into account, below the command line.
   */
  private static final class SettingsBeforeEnvironment extends MainListenerSupport {

    @Override
    public void beforeInitialize(BaseMainSupport main) {
      ((PropertiesComponent) main.getCamelContext().getPropertiesComponent())
          .setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
    }
  }
}

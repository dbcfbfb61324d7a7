package io.camelmirror.run;

import io.camelmirror.camel.MirrorComponent;
import io.camelmirror.camel.MirrorConsumer;
import io.camelmirror.pass.PassListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.Route;
import org.apache.camel.main.Main;

/** The routes of one mirror, on camel-main. They are started once and stopped once. */
public final class MirrorRoutes {

  /** Camel waits this long, in seconds, for exchanges under way before it gives them up. */
  private static final int SHUTDOWN_TIMEOUT = 3;

  private final Main main;

  /**
   * Prepares them.
   *
   * @param main a new one
   * @param name the name of the Camel context
   * @param properties what the routes' placeholders and camel-main take
   * @param routes the folder with the routes
   * @param passes hears of the passes
   */
  public MirrorRoutes(
      Main main, String name, Properties properties, Path routes, PassListener passes) {
    this.main = main;
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setOverrideProperties(properties);
    main.bind("passes", passes);
    main.bind("log-steps", new LogSteps());
    main.configure()
        .withName(name)
        .withRoutesIncludePattern("file:" + routes + "/*.camel.yaml")
        .withShutdownTimeout(SHUTDOWN_TIMEOUT)
        .withShutdownLogInflightExchangesOnTimeout(false)
        .withAutoConfigurationLogSummary(false)
        .withSourceLocationEnabled(true);
  }

  /**
   * Starts the routes. They have to be stopped also when that fails.
   *
   * @param atOnce whether one that polls a source has to be started, and not only to be there
   * @throws UsageException when the routes or the properties cannot be used, or no pass can come
   */
  public void start(boolean atOnce) throws UsageException {
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
  }

  /** The consumers that march: one for each route that polls a source. */
  public List<MirrorConsumer> marches() {
    return main.getCamelContext().getRoutes().stream()
        .map(Route::getConsumer)
        .filter(MirrorConsumer.class::isInstance)
        .map(MirrorConsumer.class::cast)
        .toList();
  }

  /** The component of the routes, if one of them was started. */
  public Optional<MirrorComponent> component() {
    return Optional.ofNullable(main.getCamelContext())
        .map(context -> (MirrorComponent) context.hasComponent("mirror"));
  }

  /** Ends them when what is under way is done. */
  public void end() {
    main.stop();
  }

  /** Ends them soon: what is under way is finished or rolled back. */
  public void stop() {
    component().ifPresent(MirrorComponent::abort);
    end();
  }
}

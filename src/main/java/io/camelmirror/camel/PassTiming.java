package io.camelmirror.camel;

import io.camelmirror.diff.Scope;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.Windows;
import io.camelmirror.watch.SourceWatch;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;

/** When a route makes passes beside its polls, when not, and which passes delete. */
final class PassTiming implements AutoCloseable {

  private final MirrorConsumer consumer;
  private final MirrorEndpoint endpoint;
  private final RoutedMirror routed;
  private final Logger log;

  /** Null unless the source is watched. */
  private final SourceWatch watch;

  private final PassWindow window;

  /**
   * Prepares the timing of a consumer that is about to start.
   *
   * @throws IllegalArgumentException if options exclude each other
   */
  PassTiming(MirrorConsumer consumer, RoutedMirror routed) {
    this.consumer = consumer;
    this.routed = routed;
    endpoint = consumer.getEndpoint();
    log = PassLog.logger("pass", endpoint.getComponent().getName());
    PaceConfiguration pace = endpoint.getPace();
    window = newWindow(pace.windows());
    watch =
        pace.isWatch()
            ? new SourceWatch(routed.folders().source(), pace.quiet(), this::passOver, log)
            : null;
  }

  private PassWindow newWindow(Windows windows) {
    if (windows != null && consumer.getRepeatCount() > 0) {
      throw new IllegalArgumentException(
          "mirror: window excludes a limited number of passes (repeatCount, mirror.passes), because"
              + " polls outside the window would count");
    }
    Clock clock = endpoint.getCamelContext().getRegistry().findSingleByType(Clock.class);
    return new PassWindow(
        windows, clock == null ? Clock.systemDefaultZone() : clock, log, consumer::cancel);
  }

  void addListeners(Mirror mirror) {
    if (watch != null) {
      mirror.addListener(watch);
    }
    if (window.isLimited()) {
      mirror.addListener(window);
    }
  }

  /** Returns true if a pass may be made at this time of the week. */
  boolean isOpen() {
    return window.isOpen();
  }

  /** Prepares a pass over everything: nothing that happens from now on is missed. */
  void beforePoll() {
    // Passes are at least one interval apart. On a busy machine Quartz fires late.
    long delay = endpoint.getTimeUnit().toMillis(endpoint.getDelay());
    askForDeletes(delay + delay / 2);
    if (watch != null) {
      watch.refresh();
    }
  }

  /**
   * Makes the next pass delete what it finds, if Quartz would ask for that once an interval.
   *
   * @param millis how long ago Quartz may have asked, in milliseconds
   */
  void askForDeletes(long millis) {
    if (MirrorEndpoint.TRIGGERED.equals(endpoint.getReconcile())) {
      routed.askInPlaceOfRoute(millis);
    }
  }

  private void passOver(Scope scope) throws IOException, InterruptedException {
    Mirror mirror = routed.mirror();
    if (mirror != null && consumer.isPolled()) {
      askForDeletes(Long.MAX_VALUE);
      mirror.scheduledPass(scope, consumer::isPolled);
    }
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}

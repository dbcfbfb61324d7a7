package io.camelmirror.camel;

import io.camelmirror.diff.Scope;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.MirrorOptions;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.VerifyReport;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.UnusableFolderException;
import io.camelmirror.tree.local.LocalSite;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.LoggingExceptionHandler;

/** Makes a pass at every poll and emits one exchange for each change. */
public class MirrorConsumer extends FileConsumer {

  private final MirrorEndpoint endpoint;
  private RoutedMirror routed;
  private PassLiveness liveness;

  private PassTiming timing;

  /** The last failure that the mirror has told its listeners, including the log. */
  private volatile Throwable told;

  MirrorConsumer(
      MirrorEndpoint endpoint, Processor processor, GenericFileOperations<File> operations) {
    // Pass no strategy: the file component's strategies move or delete consumed files.
    super(endpoint, processor, operations, null);
    this.endpoint = endpoint;
    setExceptionHandler(new Untold());
  }

  @Override
  public MirrorEndpoint getEndpoint() {
    return endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    // A consumer that was suspended may be started again.
    end();
    routed = endpoint.mirror();
    routed.claim(this);
    try {
      liveness = new PassLiveness(this, System::nanoTime);
      timing = new PassTiming(this, routed);
      routed.begin(open());
      setStartScheduler(false);
      super.doStart();
      register(liveness, true);
    } catch (Exception | Error e) {
      routed.end(this);
      throw e;
    }
    // Wait for all routes: the first pass needs the reconcile route, which may start after this
    // one.
    if (endpoint.isStartScheduler()) {
      endpoint.getCamelContext().addStartupListener((context, already) -> beginToPoll());
    }
  }

  /** Creates the replica only at startup: if it disappears later, something is wrong. */
  private Mirror open() throws IOException {
    try {
      MirrorOptions options = endpoint.options(selection());
      Mirror mirror = newMirror(options);
      MirrorComponent component = endpoint.getComponent();
      mirror.addListener(
          new PassLog(
              component.getName(),
              options,
              component.getLogProblems(),
              component.getLogUnchanged()));
      if (component.notifications() != null) {
        mirror.addListener(new Notifier(mirror.name(), component.notifications()));
      }
      mirror.addListener(liveness);
      timing.addListeners(mirror);
      endpoint
          .getCamelContext()
          .getRegistry()
          .findByType(PassListener.class)
          .forEach(mirror::addListener);
      if (endpoint.getComponent().isPaused()) {
        mirror.pause();
      }
      if (endpoint.isDryRun() || routed.isDry()) {
        mirror.makeDry();
      }
      mirror.open();
      return mirror;
    } catch (UnusableFolderException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Mirror newMirror(MirrorOptions options) throws UnusableFolderException {
    LocalSite site = site();
    CamelContext context = endpoint.getCamelContext();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = context.getApplicationContextClassLoader();
    try {
      if (loader != null) {
        thread.setContextClassLoader(loader);
      }
      String name = endpoint.getComponent().getName();
      return new Mirror(
          name == null || name.isEmpty() ? context.getName() : name,
          site,
          options,
          new ExchangeSink(this, endpoint));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private LocalSite site() throws UnusableFolderException {
    FolderPair folders = routed.folders();
    if (endpoint.isStartingDirectoryMustExist() || Files.exists(folders.source())) {
      return new LocalSite(FolderPair.of(folders.source(), folders.replica()));
    }
    return LocalSite.awaitingSource(FolderPair.awaitingSource(folders.source(), folders.replica()));
  }

  private void register(PassLiveness check, boolean registers) {
    HealthCheckRegistry checks = HealthCheckRegistry.get(endpoint.getCamelContext());
    if (checks != null && registers) {
      checks.register(check);
    } else if (checks != null) {
      checks.unregister(check);
    }
  }

  private Selection selection() {
    PathFilter filter =
        EndpointFilter.of(
            endpoint,
            routed.folders(),
            (file, name, absolutePath, relativePath, directory) ->
                isMatched(null, file, name, absolutePath, relativePath, directory, new File[0]));
    return endpoint
        .getSelection()
        .toSelection(endpoint.getComponent(), filter, endpoint.getSafety().isDeleteExcluded());
  }

  @Override
  protected void doSuspend() throws Exception {
    cancel();
    super.doSuspend();
  }

  @Override
  protected void doStop() throws Exception {
    // Camel has given the changes in progress their time.
    Mirror mirror = routed == null ? null : routed.mirror();
    if (mirror != null) {
      mirror.abort();
    }
    super.doStop();
    end();
  }

  private void end() {
    if (timing != null) {
      timing.close();
    }
    if (routed != null) {
      routed.end(this);
      register(liveness, false);
    }
  }

  void cancel() {
    Mirror mirror = routed == null ? null : routed.mirror();
    if (mirror != null) {
      mirror.cancel();
    }
  }

  private void beginToPoll() {
    if (isStarted() || isStarting()) {
      setStartScheduler(true);
      startScheduler();
    }
  }

  @Override
  protected int poll(Exchange dynamic) throws Exception {
    return poll();
  }

  @Override
  protected int poll() throws Exception {
    Mirror mirror = routed.mirror();
    try {
      timing.beforePoll();
      PassReport report = mirror == null ? null : mirror.scheduledPass(Scope.ALL, this::isPolled);
      return report == null ? 0 : report.changes();
    } catch (Exception e) {
      told = e;
      throw e;
    }
  }

  /** Returns true if passes may be made without being asked for. */
  boolean isPolled() {
    return isRunAllowed() && !isSuspendingOrSuspended() && timing.isOpen();
  }

  /** Returns true if the schedule should make passes now. */
  boolean isPassDue() {
    return isStarted()
        && isStartScheduler()
        && !endpoint.getComponent().isPaused()
        && timing.isOpen()
        && (getRepeatCount() <= 0 || getCounter() < getRepeatCount())
        // Of another scheduler, the interval is not known.
        && getScheduler() instanceof DefaultScheduledPollConsumerScheduler;
  }

  /**
   * Makes an extra pass now on the calling thread, even while the component is paused. Waits for a
   * pass in progress.
   *
   * @return the report; null if the pass was cancelled
   * @throws IOException if the pass could not start; the log and the listeners have reported it
   * @throws IllegalStateException if the route is not started
   */
  public PassReport makePass() throws IOException, InterruptedException {
    Mirror mirror = routed == null ? null : routed.mirror();
    if (mirror == null) {
      throw new IllegalStateException("the route is not started");
    }
    timing.askForDeletes(Long.MAX_VALUE);
    return mirror.pass(Scope.ALL);
  }

  /**
   * Verifies the replica now on the calling thread, even while the component is paused.
   *
   * @param repair mend what differs, with a pass that holds to all guards
   * @return the report; null if the verification was aborted
   * @throws IOException if it could not start; the log and the listeners have reported it
   * @throws IllegalStateException if the route is not started
   */
  public VerifyReport verify(boolean repair) throws IOException, InterruptedException {
    if (routed == null) {
      throw new IllegalStateException("the route is not started");
    }
    return routed.verifications().verify(1, repair);
  }

  /** Logs the failures that the mirror's listeners do not know of. */
  private final class Untold extends LoggingExceptionHandler {

    Untold() {
      super(endpoint.getCamelContext(), MirrorConsumer.class);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
      if (exception != told) {
        super.handleException(message, exchange, exception);
      }
    }
  }
}

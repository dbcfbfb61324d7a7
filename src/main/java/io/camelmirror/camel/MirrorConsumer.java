package io.camelmirror.camel;

import io.camelmirror.diff.Scope;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.MirrorOptions;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.UnusableFolderException;
import io.camelmirror.tree.local.LocalSite;
import java.io.File;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.spi.ExceptionHandler;

/** Makes a pass at every poll and emits one exchange for each change. */
public class MirrorConsumer extends FileConsumer {

  private final MirrorEndpoint endpoint;
  private RoutedMirror routed;

  MirrorConsumer(
      MirrorEndpoint endpoint, Processor processor, GenericFileOperations<File> operations) {
    // Pass no strategy: the file component's strategies move or delete consumed files.
    super(endpoint, processor, operations, null);
    this.endpoint = endpoint;
    // The mirror's listeners, including the log, already report a failed pass.
    setExceptionHandler(new Silent());
  }

  @Override
  public MirrorEndpoint getEndpoint() {
    return endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    routed = endpoint.mirror();
    routed.claim(this);
    try {
      routed.begin(open());
      setStartScheduler(false);
      super.doStart();
    } catch (Exception | Error e) {
      routed.end(this);
      throw e;
    }
    // Wait for all routes: the first pass needs the reconcile route, which may start after this
    // one.
    endpoint.getCamelContext().addStartupListener((context, already) -> beginToPoll());
  }

  /** Creates the replica only at startup: if it disappears later, something is wrong. */
  private Mirror open() throws IOException {
    try {
      MirrorOptions options = endpoint.options(filter());
      Mirror mirror = newMirror(options);
      MirrorComponent component = endpoint.getComponent();
      mirror.addListener(new PassLog(component.getName(), options, component.getLogProblems()));
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

  private Mirror newMirror(MirrorOptions options) {
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
          new LocalSite(routed.folders()),
          options,
          new ExchangeSink(this, endpoint));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private PathFilter filter() {
    PathFilter filter =
        EndpointFilter.of(
            endpoint,
            routed.folders(),
            (file, name, absolutePath, relativePath, directory) ->
                isMatched(null, file, name, absolutePath, relativePath, directory, new File[0]));
    return endpoint.getSafety().isDeleteExcluded() ? filter.deletingRest() : filter;
  }

  @Override
  protected void doSuspend() throws Exception {
    cancel();
    super.doSuspend();
  }

  @Override
  protected void doStop() throws Exception {
    cancel();
    super.doStop();
    if (routed != null) {
      routed.end(this);
    }
  }

  private void cancel() {
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
    PassReport report = mirror == null ? null : mirror.scheduledPass();
    return report == null ? 0 : report.changes();
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
    return mirror.pass(Scope.ALL);
  }

  /** The mirror's listeners report failures instead. */
  private static final class Silent implements ExceptionHandler {

    @Override
    public void handleException(Throwable exception) {
      // Reported by the listeners.
    }

    @Override
    public void handleException(String message, Throwable exception) {
      // Reported by the listeners.
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
      // Reported by the listeners.
    }
  }
}

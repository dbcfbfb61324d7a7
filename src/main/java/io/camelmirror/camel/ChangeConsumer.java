package io.camelmirror.camel;

import io.camelmirror.apply.Applier;
import io.camelmirror.tree.PathFilter;
import java.io.File;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFileOperations;

/**
 * A file consumer that walks through the trees of a mirror and emits one exchange for each change.
 */
abstract class ChangeConsumer extends FileConsumer {

  private static final int LEAST_THREADS = 2;

  private final MirrorEndpoint endpoint;
  private final ReadLock readLock;
  private PathFilter filter;
  private ForkJoinPool pool;

  ChangeConsumer(
      MirrorEndpoint endpoint, Processor processor, GenericFileOperations<File> operations) {
    // The file component's strategies move or delete what was consumed: this consumer has none.
    super(endpoint, processor, operations, null);
    this.endpoint = endpoint;
    this.readLock = ReadLock.of(endpoint);
  }

  @Override
  protected void doStart() throws Exception {
    filter =
        EndpointFilter.of(
            endpoint,
            (file, name, absolutePath, relativePath, directory) ->
                isMatched(null, file, name, absolutePath, relativePath, directory, new File[0]));
    if (endpoint.getSafety().isDeleteExcluded()) {
      filter = filter.deletingRest();
    }
    pool = newPool();
    super.doStart();
  }

  @Override
  protected void doSuspend() throws Exception {
    mirror().cancel();
    super.doSuspend();
  }

  @Override
  protected void doStop() throws Exception {
    if (mirror() != null) {
      mirror().cancel();
    }
    super.doStop();
    if (pool != null) {
      pool.shutdown();
    }
  }

  @Override
  public MirrorEndpoint getEndpoint() {
    return endpoint;
  }

  final Mirror mirror() {
    return endpoint.mirror();
  }

  final Applier applier() {
    return mirror().engine().applier(endpoint.isDryRun());
  }

  final PathFilter filter() {
    return filter;
  }

  final ForkJoinPool pool() {
    return pool;
  }

  final boolean acquireReadLock(ChangedFile file, Exchange exchange) throws Exception {
    return readLock.acquire(file, exchange);
  }

  private ForkJoinPool newPool() {
    int threads = endpoint.getThreads();
    if (threads == 0) {
      threads = Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors());
    }
    ClassLoader loader = endpoint.getCamelContext().getApplicationContextClassLoader();
    AtomicInteger number = new AtomicInteger();
    return new ForkJoinPool(
        threads,
        owner -> {
          ForkJoinWorkerThread thread =
              ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
          thread.setName("mirror-" + number.incrementAndGet());
          if (loader != null) {
            thread.setContextClassLoader(loader);
          }
          return thread;
        },
        null,
        false);
  }
}

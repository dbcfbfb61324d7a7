package io.camelmirror.pass;

import io.camelmirror.tree.Site;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a mirror. They use the context class loader of the thread that creates the mirror.
 */
final class MirrorThreads {

  private MirrorThreads() {}

  /** Returns true if the calling thread belongs to a pool. */
  static boolean isIn(ForkJoinPool pool) {
    return Thread.currentThread() instanceof ForkJoinWorkerThread thread
        && thread.getPool() == pool;
  }

  /** Creates the threads of a mirror. */
  static ForkJoinPool pool(Load load, Site site) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    AtomicInteger number = new AtomicInteger();
    return new ForkJoinPool(
        load.threads(),
        owner -> {
          ForkJoinWorkerThread thread =
              load.idle()
                  ? new IdleThread(owner, site)
                  : ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
          thread.setName("mirror-" + number.incrementAndGet());
          thread.setContextClassLoader(loader);
          return thread;
        },
        null,
        false);
  }

  /** A thread that makes way for all others on this machine. */
  private static final class IdleThread extends ForkJoinWorkerThread {

    private final Site site;

    IdleThread(ForkJoinPool pool, Site site) {
      super(pool);
      this.site = site;
    }

    @Override
    protected void onStart() {
      super.onStart();
      site.makeThreadIdle();
    }
  }
}

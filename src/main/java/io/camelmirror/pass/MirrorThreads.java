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

  /**
   * Refuses what waits for the pass in progress, which would wait for the calling thread.
   *
   * @throws IllegalStateException if the calling thread belongs to the pool of the mirror
   */
  static void refuseIn(ForkJoinPool pool, String what) {
    if (Thread.currentThread() instanceof ForkJoinWorkerThread thread && thread.getPool() == pool) {
      throw new IllegalStateException(
          "a " + what + " cannot be asked for from within a pass of the same mirror");
    }
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

package io.camelmirror.pass;

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

  static ForkJoinPool pool(int threads) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    AtomicInteger number = new AtomicInteger();
    return new ForkJoinPool(
        threads,
        owner -> {
          ForkJoinWorkerThread thread =
              ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
          thread.setName("mirror-" + number.incrementAndGet());
          thread.setContextClassLoader(loader);
          return thread;
        },
        null,
        false);
  }
}

package io.camelmirror.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;

/**
 * Runs mirrors, each under a name of its own.
 *
 * <p>{@link #configure} and {@link #remove} return at once; one background thread carries them out
 * in their order, and what fails there is logged and shown in the mirror's status. {@link #start}
 * works on the calling thread and throws.
 */
public final class Supervisor implements AutoCloseable {

  /** How long {@link #close} waits for a mirror that is just being started or stopped. */
  private static final int PATIENCE_SECONDS = 30;

  private static final Duration RETRY_DELAY = Duration.ofSeconds(10);

  private final Host host;
  private final Duration retryDelay;
  private final Map<String, SupervisedMirror> mirrors = new ConcurrentSkipListMap<>();
  private final ScheduledThreadPoolExecutor worker;
  private boolean closed;

  /** Creates a supervisor without mirrors. */
  public Supervisor(Host host) {
    this(host, RETRY_DELAY);
  }

  /**
   * Creates a supervisor without mirrors.
   *
   * @param retryDelay how long to wait before another attempt to start a mirror that does not run
   */
  Supervisor(Host host, Duration retryDelay) {
    this.host = host;
    this.retryDelay = retryDelay;
    worker = new ScheduledThreadPoolExecutor(1, Supervisor::newThread);
    worker.setRemoveOnCancelPolicy(true);
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // After close() a request has no effect.
    worker.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "camel-mirror-supervisor");
    thread.setContextClassLoader(Supervisor.class.getClassLoader());
    return thread;
  }

  /**
   * Starts a mirror with settings whose folders have been checked, or changes the settings of one
   * that runs, and waits until its routes run. If it fails, a new mirror is forgotten and a running
   * one keeps its previous settings. Does nothing after {@link #close}.
   *
   * @throws UsageException if the routes or the settings are invalid, or if no route polls the
   *     source right away although {@code mirror.passes} limits the passes
   */
  public void start(String name, Settings settings) throws UsageException {
    SupervisedMirror mirror = mirror(name);
    try {
      mirror.start(settings);
    } catch (UsageException | RuntimeException e) {
      if (mirror.status().state() == MirrorStatus.State.STOPPED) {
        stop(name);
      }
      throw e;
    }
  }

  /** Adds the mirror that a configuration names, or changes its configuration, in background. */
  public void configure(MirrorConfiguration configuration) {
    worker.execute(() -> mirror(configuration.name()).configure(configuration));
  }

  /** Stops a mirror and forgets it, in background. */
  public void remove(String name) {
    worker.execute(() -> stop(name));
  }

  /** All mirrors sorted by name, including those that could not be started. */
  public List<SupervisedMirror> all() {
    return List.copyOf(mirrors.values());
  }

  /** The mirror with a name. */
  public Optional<SupervisedMirror> named(String name) {
    return Optional.ofNullable(mirrors.get(name));
  }

  /** Cancels the passes under way and stops all mirrors. Returns when they have stopped. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    worker.shutdown();
    mirrors.values().forEach(SupervisedMirror::abort);
    try {
      worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    mirrors.keySet().forEach(this::stop);
  }

  private synchronized SupervisedMirror mirror(String name) {
    SupervisedMirror mirror = mirrors.get(name);
    if (mirror == null) {
      mirror = new SupervisedMirror(name, host, worker, retryDelay);
      if (closed) {
        mirror.close();
      } else {
        mirrors.put(name, mirror);
        host.added(mirror);
      }
    }
    return mirror;
  }

  private void stop(String name) {
    SupervisedMirror mirror = mirrors.get(name);
    if (mirror != null) {
      // First, so that whoever calls close() a second time waits for the end as well.
      mirror.close();
      if (mirrors.remove(name, mirror)) {
        host.removed(mirror);
      }
    }
  }

  /** The program around a supervisor. */
  public interface Host {

    /** Creates the camel-main that the routes of a mirror run on; called for each start. */
    Main newMain(String name);

    /**
     * The suffix that distinguishes the loggers of a mirror from those of other mirrors; null if it
     * is the only mirror of the process.
     */
    default String loggers(String name) {
      return name;
    }

    /** A mirror was added. It may fail to start. */
    default void added(SupervisedMirror mirror) {}

    /** A mirror was stopped for good. */
    default void removed(SupervisedMirror mirror) {}
  }
}

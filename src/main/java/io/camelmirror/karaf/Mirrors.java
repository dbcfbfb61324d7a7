package io.camelmirror.karaf;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ComponentResolver;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The mirrors of this Karaf, one for each configuration with the factory PID {@code
 * io.camelmirror}.
 *
 * <p>It takes the configurations itself, instead of being one component for each: Declarative
 * Services would stop a mirror before a wrong edit of its file could be refused.
 */
@Component(
    // Not only while somebody uses the services.
    immediate = true,
    service = {ManagedServiceFactory.class, Mirrors.class},
    property = Constants.SERVICE_PID + "=" + Mirrors.PID)
public final class Mirrors implements ManagedServiceFactory {

  static final String PID = "io.camelmirror";

  /** How long, in seconds, the end of what is being started or stopped is waited for. */
  private static final int PATIENCE = 30;

  private final BundleContext bundle;
  private final Path etc;
  private final Map<String, KarafMirror> mirrors = new ConcurrentSkipListMap<>();
  private final Map<String, String> namesByPid = new ConcurrentSkipListMap<>();

  /** Starts and stops mirrors, so that nobody else in Karaf has to wait for it. */
  private final ScheduledThreadPoolExecutor worker;

  /**
   * Begins to take configurations.
   *
   * @param camel tells that Camel has seen this bundle and finds {@code mirror:} in it
   */
  @Activate
  public Mirrors(
      BundleContext bundle, @Reference(target = "(component=mirror)") ComponentResolver camel) {
    this.bundle = bundle;
    etc = Path.of(bundle.getProperty("karaf.etc"));
    worker =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, PID);
              thread.setContextClassLoader(Mirrors.class.getClassLoader());
              return thread;
            });
    worker.setRemoveOnCancelPolicy(true);
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Ends what is under way and stops all mirrors. */
  @Deactivate
  public void deactivate() throws InterruptedException {
    worker.shutdown();
    mirrors.values().forEach(KarafMirror::abort);
    worker.awaitTermination(PATIENCE, TimeUnit.SECONDS);
    mirrors.values().forEach(this::end);
    mirrors.clear();
  }

  @Override
  public String getName() {
    return "camel-mirror";
  }

  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    MirrorFile file = MirrorFile.of(pid, properties, etc);
    worker.execute(() -> configure(pid, file));
  }

  @Override
  public void deleted(String pid) {
    worker.execute(() -> remove(pid));
  }

  /** All mirrors, those that could not be started too, sorted by name. */
  public List<KarafMirror> all() {
    return List.copyOf(mirrors.values());
  }

  /** The mirror of a name. */
  public Optional<KarafMirror> named(String name) {
    return Optional.ofNullable(mirrors.get(name));
  }

  private void configure(String pid, MirrorFile file) {
    String before = namesByPid.put(pid, file.name());
    if (before != null && !before.equals(file.name())) {
      end(before);
    }
    mirrors.computeIfAbsent(file.name(), this::begin).configure(file);
  }

  private KarafMirror begin(String name) {
    KarafMirror mirror = new KarafMirror(name, bundle, worker);
    MirrorBean.register(mirror);
    return mirror;
  }

  private void remove(String pid) {
    String name = namesByPid.remove(pid);
    if (name != null) {
      end(name);
    }
  }

  private void end(String name) {
    KarafMirror mirror = mirrors.remove(name);
    if (mirror != null) {
      end(mirror);
    }
  }

  private void end(KarafMirror mirror) {
    MirrorBean.unregister(mirror);
    mirror.stop();
  }
}

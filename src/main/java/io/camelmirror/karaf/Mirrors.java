package io.camelmirror.karaf;

import io.camelmirror.run.MirrorConfiguration;
import io.camelmirror.run.SupervisedMirror;
import io.camelmirror.run.Supervisor;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.main.Main;
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
 * <p>This one component receives all configurations. With a component for each of them, Declarative
 * Services would stop the mirror before it could refuse a wrong edit.
 */
@Component(
    // Otherwise the mirrors would stop when nobody uses the services.
    immediate = true,
    service = {ManagedServiceFactory.class, Mirrors.class},
    property = Constants.SERVICE_PID + "=" + Mirrors.PID)
public final class Mirrors implements ManagedServiceFactory {

  static final String PID = "io.camelmirror";

  private final ConfigurationReader reader;
  private final Supervisor supervisor;
  private final Map<String, String> namesByPid = new HashMap<>();

  /**
   * Starts to receive configurations.
   *
   * @param camel exists once Camel has seen this bundle and can find {@code mirror:} in it
   */
  @Activate
  public Mirrors(
      BundleContext bundle, @Reference(target = "(component=mirror)") ComponentResolver camel) {
    reader = new ConfigurationReader(Path.of(bundle.getProperty("karaf.etc")));
    supervisor = new Supervisor(new Bundle(bundle));
  }

  /** Cancels the passes under way and stops all mirrors. */
  @Deactivate
  public void deactivate() {
    supervisor.close();
  }

  @Override
  public String getName() {
    return "camel-mirror";
  }

  @Override
  public synchronized void updated(String pid, Dictionary<String, ?> properties) {
    MirrorConfiguration configuration = reader.read(pid, properties);
    String before = namesByPid.put(pid, configuration.name());
    if (before != null && !before.equals(configuration.name())) {
      supervisor.remove(before);
    }
    supervisor.configure(configuration);
  }

  @Override
  public synchronized void deleted(String pid) {
    String name = namesByPid.remove(pid);
    if (name != null) {
      supervisor.remove(name);
    }
  }

  /** All mirrors sorted by name, including those that could not be started. */
  public List<SupervisedMirror> all() {
    return supervisor.all();
  }

  /** The mirror with a name. */
  public Optional<SupervisedMirror> named(String name) {
    return supervisor.named(name);
  }

  /** Runs the mirrors in this bundle and shows them through JMX. */
  private record Bundle(BundleContext bundle) implements Supervisor.Host {

    @Override
    public Main newMain(String name) {
      return new OsgiMain(bundle, name);
    }

    @Override
    public void added(SupervisedMirror mirror) {
      MirrorBean.register(mirror);
    }

    @Override
    public void removed(SupervisedMirror mirror) {
      MirrorBean.unregister(mirror);
    }
  }
}

package io.camelmirror.karaf;

import io.camelmirror.camel.MirrorComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiCamelContextPublisher;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.DefaultRegistry;
import org.osgi.framework.BundleContext;

/** A camel-main whose context finds what other bundles bring. */
final class OsgiMain extends Main {

  private final BundleContext bundle;
  private final String name;
  private final boolean paused;

  OsgiMain(BundleContext bundle, String name, boolean paused) {
    this.bundle = bundle;
    this.name = name;
    this.paused = paused;
    // The other one waits for the end of the process, and would keep all of this until then.
    setShutdownStrategy(new SimpleMainShutdownStrategy());
  }

  @Override
  protected CamelContext createCamelContext() {
    OsgiDefaultCamelContext context = new OsgiDefaultCamelContext(bundle);
    // Before its first threads, which have it in their names.
    context.getCamelContextExtension().setName(name);
    // So that Karaf's own commands for Camel show it.
    context.getManagementStrategy().addEventNotifier(new OsgiCamelContextPublisher(bundle));
    // What is bound to a camel-main would else be in no registry that the routes look into.
    ((DefaultRegistry) context.getRegistry()).addBeanRepository(registry);
    MirrorComponent component = new MirrorComponent();
    if (paused) {
      component.pause();
    }
    context.addComponent("mirror", component);
    return context;
  }
}

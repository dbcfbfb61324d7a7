package io.camelmirror.karaf;

import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiCamelContextPublisher;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.DefaultRegistry;
import org.osgi.framework.BundleContext;

/** A camel-main whose context finds components and languages in other bundles. */
final class OsgiMain extends Main {

  private final BundleContext bundle;
  private final String name;

  OsgiMain(BundleContext bundle, String name) {
    this.bundle = bundle;
    this.name = name;
    // The default strategy registers a shutdown hook that keeps this object until Karaf exits.
    setShutdownStrategy(new SimpleMainShutdownStrategy());
  }

  @Override
  protected CamelContext createCamelContext() {
    OsgiDefaultCamelContext context = new OsgiDefaultCamelContext(bundle);
    // Set before the first threads start, because their names contain it.
    context.getCamelContextExtension().setName(name);
    // Karaf's own commands for Camel list the contexts that are published.
    context.getManagementStrategy().addEventNotifier(new OsgiCamelContextPublisher(bundle));
    // Otherwise the routes would not find the beans bound to this camel-main.
    ((DefaultRegistry) context.getRegistry()).addBeanRepository(registry);
    return context;
  }
}

package io.camelmirror.other;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle of somebody else, with a Camel context of its own that runs a route in YAML. */
public final class OtherBundle implements BundleActivator {

  /** The file in the bundle that holds the route. */
  public static final String ROUTE = "other.camel.yaml";

  private CamelContext context;

  @Override
  public void start(BundleContext bundle) throws Exception {
    context = new OsgiDefaultCamelContext(bundle);
    try (InputStream route = bundle.getBundle().getEntry(ROUTE).openStream()) {
      String yaml = new String(route.readAllBytes(), StandardCharsets.UTF_8);
      PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(ROUTE, yaml));
    }
    context.start();
  }

  @Override
  public void stop(BundleContext bundle) {
    context.stop();
  }
}

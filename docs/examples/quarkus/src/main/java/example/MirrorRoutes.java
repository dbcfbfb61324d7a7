package example;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

/** Mirrors one folder to another until it is stopped. */
@ApplicationScoped
public class MirrorRoutes extends RouteBuilder {

  private static final String APPLY = "mirror:property:source?replica=property:replica";

  @Override
  public void configure() {
    from(APPLY + "&delay=5s")
        .routeId("copy")
        .to(APPLY)
        .log("${header.CamelMirrorAction} ${header.CamelFileName}");

    from(APPLY + "&orphans=true")
        .routeId("reconcile")
        .to(APPLY)
        .log("${header.CamelMirrorAction} ${header.CamelFileName}");
  }
}

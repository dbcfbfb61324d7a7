package example;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** Mirrors one folder to another until it is stopped. */
public final class MirrorApplication extends RouteBuilder {

  private static final String APPLY = "mirror:property:source?replica=property:replica";

  private MirrorApplication() {}

  public static void main(String[] args) throws Exception {
    Main main = new Main();
    main.addInitialProperty("source", args[0]);
    main.addInitialProperty("replica", args[1]);
    main.configure().addRoutesBuilder(new MirrorApplication());
    main.run();
  }

  @Override
  public void configure() {
    from(APPLY + "&delay=5s")
        .routeId("copy")
        .to(APPLY)
        .to("log:copied?exchangeFormatter=#class:io.camelmirror.camel.ChangeFormatter");

    from(APPLY + "&orphans=true")
        .routeId("reconcile")
        .to(APPLY)
        .to("log:deleted?exchangeFormatter=#class:io.camelmirror.camel.ChangeFormatter");
  }
}

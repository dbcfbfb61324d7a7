package io.camelmirror.camel;

import io.camelmirror.testing.MemoryTempDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Camel context with a source and a replica; the test adds its routes and starts them. */
abstract class MirrorTestSupport extends CamelTestSupport {

  @TempDir(factory = MemoryTempDir.class)
  Path base;

  final Passes passes = new Passes();

  Path source;
  Path replica;

  MirrorTestSupport() {
    testConfiguration().withUseRouteBuilder(false);
  }

  @BeforeEach
  void makeFolders() throws IOException {
    source = Files.createDirectory(base.resolve("source"));
    replica = Files.createDirectory(base.resolve("replica"));
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    camel.getRegistry().bind("passes", passes);
    camel.getShutdownStrategy().setTimeout(5);
    return camel;
  }

  /** Adds routes and starts them. */
  final void start(RoutesBuilder routes) throws Exception {
    context.addRoutes(routes);
    context.start();
  }

  /**
   * The source's endpoint with options besides the replica, as consumer of one pass after another.
   */
  final String from(String options) {
    return "mirror:" + source + "?replica=" + replica + "&initialDelay=0&delay=20" + and(options);
  }

  /** The endpoint that applies changes. */
  final String apply() {
    return "mirror:" + source + "?replica=" + replica;
  }

  /** The endpoint that emits orphans. */
  final String orphans() {
    return apply() + "&orphans=true";
  }

  /** A copy route and a reconcile route with nothing between march and apply. */
  final RouteBuilder plainRoutes(String options) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from(MirrorTestSupport.this.from(options)).routeId("copy").to(apply()).to("mock:applied");
        from(orphans()).routeId("reconcile").to(apply()).to("mock:deleted");
      }
    };
  }

  /** Waits until something holds; files may come and go while they are looked at. */
  static void await(ThrowingRunnable holds) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(Passes.PATIENCE))
        .ignoreExceptions()
        .untilAsserted(holds);
  }

  static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Writes a file whose content differs in both trees although size and time are equal. */
  final void writeCorrupt(String name) throws IOException {
    write(source.resolve(name), "text");
    write(replica.resolve(name), "TEXT");
    Files.setLastModifiedTime(
        replica.resolve(name), Files.getLastModifiedTime(source.resolve(name)));
  }

  private static String and(String options) {
    return options.isEmpty() ? "" : "&" + options;
  }
}

package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.pass.PassReport;
import io.camelmirror.testing.TreeSnapshot;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BrowsableEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that are started, suspended, stopped, browsed and supervised behave as with file:. */
class LifecycleTest extends MirrorTestSupport {

  private static final int PATIENCE = 30;

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  LifecycleTest() {
    testConfiguration().withEnableJMX();
  }

  private ServiceStatus status(String route) {
    return context.getRouteController().getRouteStatus(route);
  }

  /** Routes that stop at the change of a path until they are released. */
  private RouteBuilder blockingRoutes(String options) {
    Processor block =
        exchange -> {
          if (exchange.getIn().getHeader("CamelFileName", "", String.class).endsWith("block")) {
            entered.countDown();
            release.await(PATIENCE, TimeUnit.SECONDS);
          }
        };
    return new RouteBuilder() {
      @Override
      public void configure() {
        from(LifecycleTest.this.from("threads=1" + options))
            .routeId("copy")
            .process(block)
            .to(apply());
        from(orphans()).routeId("reconcile").process(block).to(apply());
      }
    };
  }

  private void awaitBlocked() throws InterruptedException {
    assertThat(entered.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsDeletedWhileTheReconcileRouteDoesNotRun(boolean suspends) throws Exception {
    start(plainRoutes(""));
    passes.nextWhole();
    if (suspends) {
      context.getRouteController().suspendRoute("reconcile");
    } else {
      context.getRouteController().stopRoute("reconcile");
    }
    write(replica.resolve("old"), "an orphan");

    assertThat(passes.nextWhole().deleted()).isZero();
    assertThat(replica.resolve("old")).exists();

    if (suspends) {
      context.getRouteController().resumeRoute("reconcile");
    } else {
      context.getRouteController().startRoute("reconcile");
    }
    Awaitility.await().untilAsserted(() -> assertThat(replica.resolve("old")).doesNotExist());
  }

  @Test
  void suspendingTheReconcileRouteKeepsTheRestOfTheOrphans() throws Exception {
    write(replica.resolve("a-block"), "an orphan");
    write(replica.resolve("b"), "an orphan");
    write(replica.resolve("c"), "an orphan");
    start(blockingRoutes("&repeatCount=1"));
    awaitBlocked();

    Consumer orphans = context.getRoute("reconcile").getConsumer();
    ((OrphanConsumer) orphans).suspend();
    release.countDown();
    PassReport report = passes.next();

    assertThat(report.deleted()).isEqualTo(1);
    assertThat(TreeSnapshot.paths(replica)).containsExactly("b", "c");
  }

  @Test
  void aSecondReconcileRouteIsRefusedUntilTheFirstIsGone() throws Exception {
    start(plainRoutes(""));
    RouteBuilder second =
        new RouteBuilder() {
          @Override
          public void configure() {
            from(orphans() + "&exchangePattern=InOnly").routeId("second").to(apply());
          }
        };

    assertThatThrownBy(() -> context.addRoutes(second))
        .hasStackTraceContaining("one mirror has one route with orphans=true");

    context.getRouteController().stopRoute("reconcile");
    context.removeRoute("reconcile");
    context.getRouteController().startRoute("second");
    write(replica.resolve("old"), "an orphan");
    Awaitility.await().untilAsserted(() -> assertThat(replica.resolve("old")).doesNotExist());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void suspendingTheCopyRouteStopsPasses(boolean resumes) throws Exception {
    write(source.resolve("a-block"), "x");
    for (int i = 0; i < 50; i++) {
      write(source.resolve("b" + i), "x");
    }
    start(blockingRoutes(""));
    awaitBlocked();

    MirrorConsumer consumer = (MirrorConsumer) context.getRoute("copy").getConsumer();
    consumer.suspend();
    release.countDown();
    passes.waitForOne(Duration.ofMillis(300));

    assertThat(TreeSnapshot.paths(replica)).hasSizeLessThan(51);
    assertThat(passes.hasNext()).isFalse();

    if (resumes) {
      consumer.resume();
    } else {
      consumer.start();
    }
    assertThat(passes.next().failed()).isZero();
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  /**
   * A step hangs: Camel gives up when its timeout has passed, and the route can be started again.
   */
  @Test
  void stoppingTheCopyRouteEndsWithTheShutdownTimeout() throws Exception {
    write(source.resolve("a-block"), "x");
    start(blockingRoutes(""));
    awaitBlocked();

    context.getRouteController().stopRoute("copy", 1, TimeUnit.SECONDS);
    assertThat(status("copy")).isEqualTo(ServiceStatus.Stopped);

    release.countDown();
    context.getRouteController().startRoute("copy");
    assertThat(passes.next().failed()).isZero();
    Awaitility.await().untilAsserted(() -> assertThat(replica.resolve("a-block")).exists());
  }

  @Test
  void aRouteThatWasRemovedCanBeAddedAgain() throws Exception {
    write(source.resolve("a"), "x");
    start(plainRoutes(""));
    passes.next();
    for (String route : new String[] {"copy", "reconcile"}) {
      context.getRouteController().stopRoute(route);
      assertThat(context.removeRoute(route)).isTrue();
    }
    passes.clear();
    write(source.resolve("b"), "x");
    write(replica.resolve("old"), "x");

    context.addRoutes(plainRoutes("noDelete=true"));

    assertThat(passes.next().copied()).isEqualTo(1);
    assertThat(replica.resolve("old")).exists();
  }

  @Test
  void aMissingSourceIsWaitedFor() throws Exception {
    Path away = base.resolve("away");
    Files.move(source, away);
    write(away.resolve("a"), "x");
    write(replica.resolve("old"), "x");

    start(plainRoutes(""));

    assertThat(status("copy")).isEqualTo(ServiceStatus.Started);
    assertThat(passes.nextFailure()).hasMessage("the source " + source + " does not exist");
    assertThat(TreeSnapshot.paths(replica)).containsExactly("old");
    Files.move(away, source);
    assertThat(passes.next().copied()).isEqualTo(1);
    assertThat(TreeSnapshot.paths(replica)).containsExactly("a");
  }

  /** What is a link when it appears may lead into the replica. */
  @Test
  void aSourceThatAppearsInTheReplicaIsRefused() throws Exception {
    Files.delete(source);
    write(replica.resolve("inner/a"), "x");
    start(plainRoutes(""));
    passes.nextFailure();

    Files.createSymbolicLink(source, replica.resolve("inner"));

    Awaitility.await()
        .untilAsserted(
            () -> assertThat(passes.nextFailure()).hasMessageContaining("lies in the replica"));
    assertThat(replica.resolve("inner/a")).exists();
  }

  @Test
  void aReplicaBelowAMissingSourceIsRefused() {
    String uri = "mirror:" + base.resolve("no/where") + "?replica=" + base.resolve("no/where/copy");
    assertThatThrownBy(() -> start(route(uri))).hasStackTraceContaining("lies in the source");
    assertThat(base.resolve("no")).doesNotExist();
  }

  private static RouteBuilder route(String uri) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from(uri).routeId("copy").to("mock:applied");
      }
    };
  }

  @Test
  void aSourceThatMustExistIsRequired() throws Exception {
    Files.delete(source);
    assertThatThrownBy(() -> start(plainRoutes("startingDirectoryMustExist=true")))
        .hasStackTraceContaining("the source " + source + " does not exist");
  }

  /** Neither the missing source nor what is wrong with a replica stops other routes. */
  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "source/inside"})
  void aRouteThatDoesNotStartByItselfLetsTheContextStart(String folder) throws Exception {
    Files.delete(source);
    String uri = apply().replace(replica.toString(), base.resolve(folder).toString());
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri + "&startingDirectoryMustExist=true")
                .routeId("copy")
                .autoStartup(false)
                .to(uri);
            from("direct:other").routeId("other").to("mock:other");
          }
        });

    assertThat(status("other")).isEqualTo(ServiceStatus.Started);
    assertThat(status("copy")).isEqualTo(ServiceStatus.Stopped);
    assertThat(TreeSnapshot.paths(base)).containsExactly("replica/");
  }

  @Test
  void aSupervisedRouteRecoversWhenTheSourceAppears() throws Exception {
    context.getRouteController().supervising().setBackOffDelay(50);
    context.getRouteController().supervising().setInitialDelay(0);
    Files.delete(source);
    start(plainRoutes("startingDirectoryMustExist=true"));
    Awaitility.await()
        .until(() -> !context.getRouteController().supervising().getRestartingRoutes().isEmpty());

    write(source.resolve("a"), "x");

    assertThat(passes.next().copied()).isEqualTo(1);
    assertThat(status("copy")).isEqualTo(ServiceStatus.Started);
  }

  @Test
  void ofTwoContextsOneHasTheReplicaAndTheOtherOneFollows() throws Exception {
    write(source.resolve("a"), "x");
    start(plainRoutes(""));
    passes.next();
    try (DefaultCamelContext other = new DefaultCamelContext()) {
      other.getRouteController().supervising().setBackOffDelay(50);
      other.getRouteController().supervising().setInitialDelay(0);
      Passes itsPasses = new Passes();
      other.getRegistry().bind("passes", itsPasses);
      other.addRoutes(plainRoutes(""));
      other.start();
      Awaitility.await()
          .until(() -> !other.getRouteController().supervising().getRestartingRoutes().isEmpty());

      context.stop();

      assertThat(itsPasses.next().unchanged()).isEqualTo(1);
    }
  }

  @Test
  void browsingShowsNothingAndLeavesTheMirrorAlone() throws Exception {
    start(plainRoutes(""));
    passes.next();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    List<ObjectName> endpoints =
        server
            .queryNames(
                new ObjectName(
                    "org.apache.camel:context="
                        + context.getManagementName()
                        + ",type=endpoints,*"),
                null)
            .stream()
            .filter(name -> name.getKeyProperty("name").contains("mirror:"))
            .toList();
    assertThat(endpoints).hasSize(3);

    for (ObjectName endpoint : endpoints) {
      assertThat(server.invoke(endpoint, "queueSize", null, null)).isEqualTo(0);
      assertThat(
              server.invoke(
                  endpoint,
                  "browseAllMessagesAsXml",
                  new Object[] {true},
                  new String[] {Boolean.class.getName()}))
          .isNull();
    }
    for (Endpoint endpoint : context.getEndpoints()) {
      if (endpoint instanceof MirrorEndpoint browsable) {
        assertThat(browsable.getExchanges()).isEmpty();
        assertThat(browsable.getExchanges(5, exchange -> true)).isEmpty();
        assertThat(browsable.getBrowseStatus(5))
            .isEqualTo(new BrowsableEndpoint.BrowseStatus(0, 0, 0));
      }
    }

    write(source.resolve("a"), "x");
    Awaitility.await().untilAsserted(() -> assertThat(replica.resolve("a")).hasContent("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "seda", "split", "template", "wireTap"})
  void aReconciliationAskedForFromWithinAPassIsRefused(String way) throws Exception {
    write(source.resolve("a"), "x");
    write(replica.resolve("old"), "x");
    String reconcile = apply() + "&operation=reconcile";
    AtomicReference<Exception> refused = new AtomicReference<>();
    Processor remember =
        exchange -> {
          refused.set(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
          entered.countDown();
        };
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:ask")
                .errorHandler(noErrorHandler())
                .doTry()
                .to(reconcile)
                .doCatch(Exception.class)
                .process(remember)
                .end();
            from("seda:changes").to(apply()).to("direct:ask");
            var copy = from(LifecycleTest.this.from("reconcile=schedule&repeatCount=1"));
            switch (way) {
              case "direct" -> copy.to(apply()).to("direct:ask");
              case "seda" -> copy.to("seda:changes");
              case "split" -> copy.to(apply()).split(constant("x")).to("direct:ask");
              // The pass must not end before the tap has asked.
              case "wireTap" ->
                  copy.wireTap("direct:ask")
                      .process(exchange -> entered.await(PATIENCE, TimeUnit.SECONDS))
                      .to(apply());
              default ->
                  copy.to(apply())
                      .process(exchange -> template.sendBody("direct:ask", "by a template"));
            }
            from(orphans()).to(apply());
          }
        });

    assertThat(passes.next().failed()).isZero();

    Awaitility.await().untilAsserted(() -> assertThat(refused.get()).isNotNull());
    assertThat(refused.get()).hasMessageContaining("pass");
    assertThat(refused.get()).isInstanceOf(IllegalStateException.class);
    template.sendBody(reconcile, null);
    assertThat(replica.resolve("old")).doesNotExist();
  }

  @BindToRegistry("handler")
  private final Remembering handler = new Remembering();

  private static final class Remembering implements ExceptionHandler {

    private final BlockingQueue<Throwable> handled = new LinkedBlockingQueue<>();

    @Override
    public void handleException(Throwable exception) {
      handled.add(exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
      handled.add(exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
      handled.add(exception);
    }
  }

  /** Counts the polls that failed. */
  private static final class Failing extends DefaultPollingConsumerPollStrategy {

    private final AtomicInteger rollbacks = new AtomicInteger();

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception cause)
        throws Exception {
      rollbacks.incrementAndGet();
      throw cause;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "exceptionHandler=#handler",
        "bridgeErrorHandler=true",
        "pollStrategy=#failing"
      })
  void aFailedPassIsReportedWhoeverElseHearsOfIt(String option) throws Exception {
    Failing failing = new Failing();
    context.getRegistry().bind("failing", failing);
    MockEndpoint bridged = MockEndpoint.resolve(context, "mock:bridged");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(deadLetterChannel("mock:bridged"));
            from(LifecycleTest.this.from(option)).routeId("copy").to(apply());
          }
        });
    passes.nextWhole();

    try (LogRecord log = new LogRecord("io.camelmirror.pass")) {
      Files.delete(source);
      assertThat(passes.nextFailure()).hasMessageContaining("source");
      if (option.startsWith("exceptionHandler")) {
        assertThat(handler.handled.poll(PATIENCE, TimeUnit.SECONDS)).hasMessageContaining("source");
      } else if (option.startsWith("bridge")) {
        bridged.expectedMinimumMessageCount(1);
        bridged.assertIsSatisfied();
      } else if (option.startsWith("pollStrategy")) {
        Awaitility.await().untilAsserted(() -> assertThat(failing.rollbacks).hasPositiveValue());
      }
      assertThat(log.lines()).anyMatch(line -> line.contains("the source " + source));
    }
  }

  @Test
  void aFailureOfThePollStrategyIsLogged() throws Exception {
    PollingConsumerPollStrategy strategy =
        new DefaultPollingConsumerPollStrategy() {
          @Override
          public boolean begin(Consumer consumer, Endpoint endpoint) {
            throw new IllegalStateException("not my turn");
          }
        };
    context.getRegistry().bind("strategy", strategy);
    try (LogRecord log = new LogRecord(MirrorConsumer.class.getName())) {
      start(plainRoutes("pollStrategy=#strategy"));

      Awaitility.await()
          .untilAsserted(
              () -> assertThat(log.lines()).anyMatch(line -> line.contains("not my turn")));
    }
  }
}

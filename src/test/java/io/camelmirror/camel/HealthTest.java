package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.pass.PassProgress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** What Camel's health checks say of the routes of a mirror. */
class HealthTest extends MirrorTestSupport {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
    registry.register(registry.resolveById("consumers"));
    registry.register(registry.resolveById("context"));
    return camel;
  }

  private static State stateOf(Collection<Result> results, String id) {
    return of(results, id).orElseThrow().getState();
  }

  private static Optional<Result> of(Collection<Result> results, String id) {
    return results.stream().filter(result -> result.getCheck().getId().equals(id)).findFirst();
  }

  private State readiness(String route) {
    return stateOf(HealthCheckHelper.invokeReadiness(context, "full"), "consumer:" + route);
  }

  private State liveness() {
    return stateOf(HealthCheckHelper.invokeLiveness(context, "full"), "pass:copy");
  }

  @Test
  void allRoutesAreReadyAfterTheFirstPass() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    write(source.resolve("a"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(HealthTest.this.from("repeatCount=1"))
                .routeId("copy")
                .process(exchange -> release.await(30, TimeUnit.SECONDS))
                .to(apply());
            from(orphans()).routeId("reconcile").to(apply());
          }
        });
    assertThat(readiness("copy")).isEqualTo(State.DOWN);

    release.countDown();
    passes.next();

    Awaitility.await().untilAsserted(() -> assertThat(readiness("copy")).isEqualTo(State.UP));
    assertThat(readiness("reconcile")).isEqualTo(State.UP);
    assertThat(liveness()).isEqualTo(State.UP);

    context.getRouteController().stopRoute("reconcile");
    context.getRouteController().startRoute("reconcile");
    assertThat(readiness("reconcile")).isEqualTo(State.UP);
  }

  @Test
  void aMirrorWhosePassesFailIsAliveAndNotReady() throws Exception {
    Files.delete(source);
    start(plainRoutes(""));
    passes.nextFailure();

    Awaitility.await().untilAsserted(() -> assertThat(readiness("copy")).isEqualTo(State.DOWN));
    assertThat(liveness()).isEqualTo(State.UP);
  }

  @Test
  void aStoppedRouteHasNoLiveness() throws Exception {
    start(plainRoutes(""));
    passes.next();

    context.getRouteController().stopRoute("copy");

    assertThat(of(HealthCheckHelper.invokeLiveness(context, "full"), "pass:copy")).isEmpty();
  }

  /** A check of the consumer of a route that polls each minute, with a clock of its own. */
  private PassLiveness everyMinute(String options) throws Exception {
    String uri = apply() + "&initialDelay=0&delay=60s" + options;
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri).routeId("copy").to(apply());
          }
        });
    passes.next();
    MirrorConsumer consumer = (MirrorConsumer) context.getRoute("copy").getConsumer();
    return new PassLiveness(consumer, clock::get);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void livenessFollowsTheAgeOfTheLastPass() throws Exception {
    PassLiveness check = everyMinute("");

    pass(Duration.ofMinutes(5));
    assertThat(check.callLiveness().getState()).isEqualTo(State.UP);
    pass(Duration.ofSeconds(1));
    Result late = check.callLiveness();
    assertThat(late.getState()).isEqualTo(State.DOWN);
    assertThat(late.getMessage()).contains("Route copy has made no pass for 301 s");

    check.passFailed("mirror", new IllegalStateException());
    assertThat(check.callLiveness().getState()).isEqualTo(State.UP);
  }

  @Test
  void aLongPassIsAliveAsLongAsItDoesSomething() throws Exception {
    PassLiveness check = everyMinute("");
    PassProgress progress = Mockito.mock(PassProgress.class);
    check.passBegan(progress);
    for (long activity = 1; activity < 10; activity++) {
      pass(Duration.ofMinutes(4));
      Mockito.when(progress.activity()).thenReturn(activity);
      assertThat(check.callLiveness().getState()).isEqualTo(State.UP);
    }

    pass(Duration.ofMinutes(6));
    Result hangs = check.callLiveness();

    assertThat(hangs.getState()).isEqualTo(State.DOWN);
    assertThat(hangs.getMessage())
        .contains("Route copy has a pass that has done nothing for 360 s");
  }

  @Test
  void noPassIsDueWhileSuspendedPausedOrDone() throws Exception {
    PassLiveness check = everyMinute("");
    MirrorConsumer consumer = (MirrorConsumer) context.getRoute("copy").getConsumer();
    MirrorComponent component = context.getComponent("mirror", MirrorComponent.class);

    consumer.suspend();
    pass(Duration.ofHours(1));
    assertThat(check.callLiveness().getState()).isEqualTo(State.UP);
    consumer.resume();
    assertThat(check.callLiveness().getState()).isEqualTo(State.UP);

    component.pause();
    pass(Duration.ofHours(1));
    assertThat(check.callLiveness().getState()).isEqualTo(State.UP);
    component.resume();
    pass(Duration.ofHours(1));
    assertThat(check.callLiveness().getState()).isEqualTo(State.DOWN);
  }

  @Test
  void noPassIsDueAfterTheLastOne() throws Exception {
    PassLiveness check = everyMinute("&repeatCount=1");
    pass(Duration.ofHours(1));
    assertThat(check.callLiveness().getState()).isEqualTo(State.UP);
  }
}

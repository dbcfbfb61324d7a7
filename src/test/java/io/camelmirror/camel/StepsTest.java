package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.diff.Problem;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.processor.aggregate.AggregateController;
import org.apache.camel.processor.aggregate.DefaultAggregateController;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that fail, and steps that take an exchange elsewhere, are reported as what they were. */
class StepsTest extends MirrorTestSupport {

  private final List<String> problems = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() throws Exception {
    write(source.resolve("a"), "x");
    // The folder itself is equal.
    Files.setLastModifiedTime(replica, Files.getLastModifiedTime(source));
    context
        .getRegistry()
        .bind(
            "problems",
            new PassListener() {
              @Override
              public void problem(PassProgress pass, Problem problem) {
                problems.add(problem.toString());
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, could not finish the route of a: the route copy failed after the change was applied: ",
    "false, true,  could not finish the route of a: the route copy failed at or after mock://mail: ",
    "true,  false, could not copy a: the route copy failed: ",
    "true,  true,  could not copy a: the route copy failed at or after mock://mail: ",
  })
  void aStepThatFailsIsNamed(boolean first, boolean atEndpoint, String problem) throws Exception {
    for (boolean handled : new boolean[] {false, true}) {
      problems.clear();
      RouteBuilder routes =
          new RouteBuilder() {
            @Override
            public void configure() {
              errorHandler(handled ? deadLetterChannel("mock:dead") : noErrorHandler());
              ProcessorDefinition<?> route =
                  from(StepsTest.this.from("repeatCount=1")).routeId("copy");
              if (!first) {
                route = route.to(apply());
              }
              route = atEndpoint ? route.to("mock:mail") : route.process(StepsTest::fail);
              if (first) {
                route.to(apply());
              }
            }
          };
      MockEndpoint.resolve(context, "mock:mail").whenAnyExchangeReceived(StepsTest::fail);
      start(routes);

      PassReport report = passes.next();

      assertThat(problems).anyMatch(line -> line.startsWith(problem) && line.endsWith("not today"));
      assertThat(report.failed()).isPositive();
      assertThat(report.copied()).isEqualTo(first ? 0 : 1);
      context.getRouteController().stopRoute("copy");
      context.removeRoute("copy");
      Files.deleteIfExists(replica.resolve("a"));
    }
  }

  private static void fail(Exchange exchange) {
    throw new IllegalStateException("not today");
  }

  @Test
  void aFailingApplyIsNoFailingStep() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(deadLetterChannel("mock:dead"));
            from(StepsTest.this.from("repeatCount=1"))
                .process(exchange -> Files.createDirectories(replica.resolve("a/in the way")))
                .to(apply());
          }
        });
    passes.next();

    assertThat(problems).noneMatch(line -> line.contains("the route"));
  }

  @Test
  void aWireTapThatAppliesAfterItsExchangeIsToldSo() throws Exception {
    write(source.resolve("b"), "x");
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(deadLetterChannel("direct:failed"));
            from(StepsTest.this.from("repeatCount=1&threads=1"))
                .filter(header("CamelMirrorKind").isEqualTo("FILE"))
                .choice()
                .when(header("CamelFileName").isEqualTo("a"))
                .to("direct:tap")
                .otherwise()
                .process(exchange -> over.countDown())
                .process(exchange -> refused.await(20, TimeUnit.SECONDS))
                .to(apply());
            from("direct:tap").wireTap("direct:tapped");
            from("direct:tapped").process(exchange -> over.await(20, TimeUnit.SECONDS)).to(apply());
            from("direct:failed").process(exchange -> refused.countDown());
          }
        });
    PassReport report = passes.next();

    assertThat(refused.getCount()).isZero();
    assertThat(replica.resolve("a")).doesNotExist();
    assertThat(report.copied()).isEqualTo(1);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(problems)
        .containsExactly(
            "could not copy a: its exchange ended before it was applied, as with a wireTap or an"
                + " aggregation");
  }

  @Test
  void aWireTapThatAppliesAfterThePassIsToldSo() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    MockEndpoint failed = MockEndpoint.resolve(context, "mock:failed");
    failed.expectedMessageCount(1);
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(deadLetterChannel("mock:failed"));
            from(StepsTest.this.from("repeatCount=1"))
                .filter(header("CamelMirrorKind").isEqualTo("FILE"))
                .wireTap("direct:tapped");
            from("direct:tapped")
                .process(exchange -> ended.await(20, TimeUnit.SECONDS))
                .to(apply());
          }
        });
    PassReport report = passes.next();
    ended.countDown();

    failed.assertIsSatisfied();
    assertThat(report.copied()).isZero();
    assertThat(report.skipped()).isPositive();
    assertThat(replica.resolve("a")).doesNotExist();
    assertThat(problems)
        .containsExactly("could not copy a: the pass that found this change has ended");
  }

  @Test
  void anAggregationThatAppliesAfterThePassIsToldSo() throws Exception {
    write(source.resolve("b"), "x");
    AggregateController controller = new DefaultAggregateController();
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(deadLetterChannel("mock:failed"));
            from(StepsTest.this.from("repeatCount=1"))
                .filter(header("CamelMirrorKind").isEqualTo("FILE"))
                .aggregate(constant(true), new GroupedBodyAggregationStrategy())
                .completionSize(1000)
                .aggregateController(controller)
                .split(body())
                .to(apply());
          }
        });
    PassReport report = passes.next();
    controller.forceCompletionOfAllGroups();

    assertThat(report.copied()).isZero();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(problems)
                    .containsExactlyInAnyOrder(
                        "could not copy a: the pass that found this change has ended",
                        "could not copy b: the pass that found this change has ended"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seda:changes",
        "seda:changes?waitForTaskToComplete=Always",
        "seda:changes?multipleConsumers=true"
      })
  void aQueueBeforeTheApplyWorks(String queue) throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(StepsTest.this.from("repeatCount=2")).to(queue);
            from(queue).to(apply());
            if (queue.contains("multiple")) {
              from(queue).to(apply());
            }
          }
        });

    assertThat(passes.next().copied()).isEqualTo(1);
    assertThat(passes.next().unchanged()).isEqualTo(1);
    assertThat(problems).isEmpty();
  }

  @Test
  void aChangeIsAppliedOnce() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(StepsTest.this.from("repeatCount=1")).to(apply()).to(apply()).to("mock:applied");
          }
        });
    PassReport report = passes.next();

    assertThat(report.copied()).isEqualTo(1);
    assertThat(report.failed()).isZero();
    assertThat(report.bytes()).isEqualTo(1);
  }

  @Test
  void theChangeOfAnotherMirrorIsToldApart() throws Exception {
    Path other = base.resolve("other");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(StepsTest.this.from("repeatCount=1")).to("mirror:" + source + "?replica=" + other);
            from("mirror:" + source + "?replica=" + other + "&initialDelay=1h").to("mock:other");
          }
        });
    passes.next();

    assertThat(problems)
        .anyMatch(
            line ->
                line.contains("the change of " + source + "/a belongs to another mirror, camel-"));
  }

  @Test
  void aChangeOfAnEarlierStartOfTheRouteIsOver() throws Exception {
    List<Exchange> kept = new CopyOnWriteArrayList<>();
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(StepsTest.this.from("repeatCount=1")).routeId("copy").process(kept::add);
          }
        });
    passes.next();
    context.getRouteController().stopRoute("copy");
    for (int i = 0; i < 2; i++) {
      Exchange again = template.send(apply(), kept.get(0).copy());
      assertThat(again.getException()).hasMessage("the pass that found this change has ended");
      context.getRouteController().startRoute("copy");
    }
  }

  @Test
  void aCopyThatLostItsPropertiesStillHasItsChange() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(StepsTest.this.from("repeatCount=1"))
                .split(body())
                .removeProperties("*")
                .to(apply());
          }
        });

    assertThat(passes.next().copied()).isEqualTo(1);
    Awaitility.await().untilAsserted(() -> assertThat(replica.resolve("a")).hasContent("x"));
  }
}

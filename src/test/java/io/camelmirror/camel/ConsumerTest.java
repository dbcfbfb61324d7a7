package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.RoutePolicySupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchanges that the consumer emits, its counts, and routes that misbehave. */
class ConsumerTest extends MirrorTestSupport {

  @Test
  void emitsOneExchangeForEachChangeWithCamelsOwnHeaders() throws Exception {
    Files.writeString(source.resolve("a.txt"), "hello");
    Files.setLastModifiedTime(source.resolve("a.txt"), FileTime.from(Instant.ofEpochSecond(1000)));
    Files.createDirectory(source.resolve("sub"));

    start(plainRoutes("repeatCount=1"));
    passes.next();

    List<Exchange> applied = MockEndpoint.resolve(context, "mock:applied").getExchanges();
    assertThat(applied)
        .extracting(exchange -> exchange.getIn().getHeader("CamelFileName"))
        .containsExactlyInAnyOrder("a.txt", "sub", "");
    Exchange file = of(applied, "a.txt");
    assertThat(file.getIn().getHeaders())
        .containsEntry("CamelMirrorAction", "CREATE")
        .containsEntry("CamelMirrorKind", "FILE")
        .containsEntry("CamelFileLength", 5L)
        .containsEntry("CamelFileLastModified", 1_000_000L)
        .containsEntry("CamelMirrorBytes", 5L)
        .containsKey("CamelMirrorDuration");
    assertThat(file.getIn().getBody()).isInstanceOf(GenericFile.class);
    assertThat(of(applied, "sub").getIn().getHeader("CamelMirrorKind")).isEqualTo("DIRECTORY");
  }

  @Test
  void emitsNothingForAnEqualTree() throws Exception {
    write(source.resolve("a/b"), "x");
    start(plainRoutes(""));
    passes.nextWhole();
    MockEndpoint applied = MockEndpoint.resolve(context, "mock:applied");
    applied.reset();

    PassReport report = passes.nextWhole();

    assertThat(report.unchanged()).isEqualTo(1);
    assertThat(report.copied() + report.updated() + report.deleted()).isZero();
    assertThat(applied.getReceivedCounter()).isZero();
  }

  @Test
  void repairsTheReplicaAndRemovesOrphans() throws Exception {
    write(source.resolve("a"), "source");
    start(plainRoutes(""));
    passes.nextWhole();

    write(replica.resolve("a"), "edited");
    write(replica.resolve("old/deep/b"), "orphan");
    passes.nextWhole();

    assertThat(TreeSnapshot.paths(replica)).containsExactly("a");
    assertThat(replica.resolve("a")).hasContent("source");
    assertThat(MockEndpoint.resolve(context, "mock:deleted").getExchanges())
        .extracting(exchange -> exchange.getIn().getHeader("CamelFileName"))
        .containsExactly("old/deep/b", "old/deep", "old");
  }

  @Test
  void emitsOneExchangeForAMoveWithBothPaths() throws Exception {
    for (Path file : List.of(replica.resolve("a"), source.resolve("b"))) {
      write(file, "content".repeat(10_000));
      Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1000)));
    }
    start(plainRoutes("repeatCount=1"));
    PassReport report = passes.next();

    assertThat(report.moved()).isEqualTo(1);
    assertThat(of(MockEndpoint.resolve(context, "mock:applied").getExchanges(), "b").getIn())
        .extracting(message -> message.getHeaders())
        .asInstanceOf(map(String.class, Object.class))
        .containsEntry("CamelMirrorAction", "MOVE")
        .containsEntry("CamelMirrorFrom", "a")
        .containsEntry("CamelMirrorBytes", 0L);
  }

  @Test
  void aStepThatThrowsIsAProblemOfThatChangeAlone() throws Exception {
    write(source.resolve("bad"), "x");
    write(source.resolve("good"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(ConsumerTest.this.from("repeatCount=1"))
                .filter(header("CamelFileName").isEqualTo("bad"))
                .throwException(new IllegalStateException("not today"))
                .end()
                .to(apply());
          }
        });

    PassReport report = passes.next();

    assertThat(TreeSnapshot.paths(replica)).containsExactly("good");
    assertThat(report.copied()).isEqualTo(1);
    assertThat(report.failed()).isEqualTo(1);
  }

  @Test
  void aFailureThatTheRouteHasHandledIsStillCounted() throws Exception {
    write(source.resolve("bad"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(deadLetterChannel("mock:dead"));
            from(ConsumerTest.this.from("repeatCount=1"))
                .throwException(new IllegalStateException("not today"))
                .to(apply());
          }
        });

    PassReport report = passes.next();

    assertThat(report.failed()).isPositive();
    MockEndpoint.resolve(context, "mock:dead").expectedMinimumMessageCount(1);
    MockEndpoint.assertIsSatisfied(context);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aPathThatFailsGoesToTheDeadLetterEndpointAtOnce(int redeliveries) throws Exception {
    write(source.resolve("bad"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(
                deadLetterChannel("mock:dead")
                    .maximumRedeliveries(redeliveries)
                    .redeliveryDelay(Duration.ofHours(1).toMillis())
                    .onExceptionOccurred(new NotWorthRedelivery()));
            from(ConsumerTest.this.from("repeatCount=1"))
                .process(exchange -> Files.createDirectories(replica.resolve("bad/in the way")))
                .to(apply());
          }
        });

    PassReport report = passes.next();

    assertThat(report.failed()).isEqualTo(1);
    assertThat(MockEndpoint.resolve(context, "mock:dead").getExchanges())
        .extracting(exchange -> exchange.getIn().getHeader("CamelFileName"))
        .containsExactly("bad");
  }

  @Test
  void aStepThatFailsAfterTheApplyIsAProblemOfAnAppliedChange() throws Exception {
    write(source.resolve("a"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(deadLetterChannel("mock:dead"));
            from(ConsumerTest.this.from("repeatCount=1"))
                .to(apply())
                .throwException(new IllegalStateException("mail server down"));
          }
        });

    PassReport report = passes.next();

    assertThat(replica.resolve("a")).hasContent("x");
    assertThat(report.copied()).isEqualTo(1);
    assertThat(report.failed()).isPositive();
  }

  @Test
  void aFailureAfterTheApplyThatTheRouteHasCaughtIsNoProblem() throws Exception {
    write(source.resolve("a"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(deadLetterChannel("mock:dead"));
            from(ConsumerTest.this.from("repeatCount=1"))
                .to(apply())
                .doTry()
                .throwException(new IllegalStateException("mail server down"))
                .doCatch(IllegalStateException.class)
                .to("mock:caught")
                .end();
          }
        });

    PassReport report = passes.next();

    assertThat(report.copied()).isEqualTo(1);
    assertThat(report.failed()).isZero();
  }

  @Test
  void anExchangeThatAStepKeepsBackIsSkipped() throws Exception {
    write(source.resolve("a.tmp"), "x");
    write(source.resolve("a.txt"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=1"))
                .filter(header("CamelFileName").not().endsWith(".tmp"))
                .to(apply());
          }
        });

    PassReport report = passes.next();

    assertThat(TreeSnapshot.paths(replica)).containsExactly("a.txt");
    assertThat(report.skipped()).isEqualTo(1);
    assertThat(report.copied()).isEqualTo(1);
  }

  @Test
  void nothingIsWrittenBelowAFolderThatAStepKeepsBack() throws Exception {
    Path elsewhere = Files.createDirectory(base.resolve("elsewhere"));
    write(elsewhere.resolve("f"), "precious");
    write(source.resolve("d/f"), "x");
    Files.createDirectory(source.resolve("empty"));
    Files.createSymbolicLink(replica.resolve("d"), elsewhere);
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=1"))
                .filter(header("CamelMirrorKind").isEqualTo("FILE"))
                .to(apply());
          }
        });

    PassReport report = passes.next();

    assertThat(elsewhere.resolve("f")).hasContent("precious");
    assertThat(report.failed()).isZero();
  }

  @Test
  void aFolderStaysWhenAStepKeepsBackWhatIsInIt() throws Exception {
    write(replica.resolve("old/keep"), "x");
    write(replica.resolve("old/go"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=1")).to(apply());
            from(orphans()).filter(header("CamelFileName").not().endsWith("keep")).to(apply());
          }
        });

    PassReport report = passes.next();

    assertThat(TreeSnapshot.paths(replica)).containsExactly("old/", "old/keep");
    assertThat(report.failed()).isZero();
  }

  @Test
  void aReplicaThatBecomesALinkOfOnesOwnIsFollowed() throws Exception {
    write(source.resolve("a"), "x");
    start(plainRoutes(""));
    passes.nextWhole();

    Path big = base.resolve("big");
    Files.move(replica, big);
    Files.createSymbolicLink(replica, big);
    write(source.resolve("b"), "y");

    await(() -> assertThat(big.resolve("b")).hasContent("y"));
    assertThat(replica).isSymbolicLink();
  }

  @Test
  void whatTheCopyRouteLeavesOutIsNotDeletedEither() throws Exception {
    write(replica.resolve("old/keep.bak"), "x");
    write(replica.resolve("old/go"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=1&excludeExt=bak")).to(apply());
            from(orphans()).to(apply());
          }
        });

    passes.next();

    assertThat(TreeSnapshot.paths(replica)).containsExactly("old/", "old/keep.bak");
  }

  @Test
  void aStepMayReplaceTheBody() throws Exception {
    write(source.resolve("a"), "x");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=1"))
                .setBody(constant("for a notification"))
                .to(apply());
          }
        });

    passes.next();

    assertThat(replica.resolve("a")).hasContent("x");
  }

  @Test
  void aStepMayFetchAFileOfAnotherFolder() throws Exception {
    write(source.resolve("a"), "x");
    write(base.resolve("notes/note"), "a note");
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=1"))
                .filter(header("CamelFileName").isEqualTo("a"))
                .pollEnrich("file:" + base.resolve("notes") + "?noop=true")
                .to("mock:fetched")
                .to(apply());
          }
        });

    passes.next();

    assertThat(MockEndpoint.resolve(context, "mock:fetched").getExchanges())
        .extracting(exchange -> exchange.getMessage().getBody(String.class))
        .containsExactly("a note");
    assertThat(replica.resolve("a")).hasContent("x");
  }

  @Test
  void theFileIsWhereCamelsFileComponentsHaveIt() throws Exception {
    write(source.resolve("sub/a"), "hello");
    Files.setLastModifiedTime(source.resolve("sub/a"), FileTime.from(Instant.ofEpochSecond(1000)));
    start(plainRoutes("repeatCount=1"));
    passes.next();

    List<Exchange> applied = MockEndpoint.resolve(context, "mock:applied").getExchanges();
    GenericFile<?> file =
        of(applied, "sub/a").getProperty(Exchange.FILE_EXCHANGE_FILE, GenericFile.class);
    Path path = source.resolve("sub/a");
    assertThat(file.getFile()).isEqualTo(path.toFile());
    assertThat(file.getAbsoluteFilePath()).isEqualTo(path.toString());
    assertThat(file.getEndpointPath()).isEqualTo(source.toString());
    assertThat(file.getFileName()).isEqualTo("sub/a");
    assertThat(file.getRelativeFilePath()).isEqualTo("sub/a");
    assertThat(file.getFileNameOnly()).isEqualTo("a");
    assertThat(file.getParent()).isEqualTo(path.getParent().toString());
    assertThat(file.getFileLength()).isEqualTo(5);
    assertThat(file.getLastModified()).isEqualTo(1_000_000);
    assertThat(file.isDirectory()).isFalse();
  }

  @Test
  void aPassWaitsForAQueueBetweenMarchAndApply() throws Exception {
    for (int i = 0; i < 300; i++) {
      write(source.resolve("d" + i % 7 + "/e/f" + i), "content " + i);
    }
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=2")).to("seda:changes?size=2000");
            from("seda:changes?concurrentConsumers=4").to(apply());
          }
        });

    PassReport first = passes.next();
    PassReport second = passes.next();

    assertThat(first.copied()).isEqualTo(300);
    assertThat(first.failed()).isZero();
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(second.unchanged()).isEqualTo(300);
    assertThat(second.copied() + second.updated()).isZero();
  }

  @Test
  void appliesOnSeveralThreads() throws Exception {
    for (int i = 0; i < 400; i++) {
      write(source.resolve("d" + i % 20 + "/f" + i), "x");
    }
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Set<String> inTwo = ConcurrentHashMap.newKeySet();
    CyclicBarrier both = new CyclicBarrier(2);
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=1&threads=2"))
                .process(
                    exchange -> {
                      threads.add(Thread.currentThread().getName());
                      String name = exchange.getIn().getHeader("CamelFileName", String.class);
                      // Both threads have to be inside a change at the same time to get past here.
                      if (name.contains("/") && inTwo.size() < 2 && inTwo.add(threadName())) {
                        both.await(Passes.PATIENCE, TimeUnit.SECONDS);
                      }
                    })
                .to(apply());
          }
        });

    assertThat(passes.next().copied()).isEqualTo(400);
    assertThat(new HashSet<>(threads)).hasSize(2);
  }

  private static String threadName() {
    return Thread.currentThread().getName();
  }

  @Test
  void aMissingSourceDeletesNothingAndIsFoundAgain() throws Exception {
    write(source.resolve("a"), "x");
    start(plainRoutes(""));
    passes.nextWhole();

    Path away = base.resolve("away");
    Files.move(source, away);
    Exception failure = passes.nextFailure();
    assertThat(failure).hasMessageContaining("source");
    assertThat(replica.resolve("a")).exists();

    Files.move(away, source);
    assertThat(passes.nextWhole().unchanged()).isEqualTo(1);
  }

  @Test
  void aReplicaThatGoesMissingIsNotMadeAnew() throws Exception {
    write(source.resolve("a"), "x");
    start(plainRoutes(""));
    passes.nextWhole();

    Path away = base.resolve("away");
    Files.move(replica, away);
    passes.nextFailure();

    assertThat(replica).doesNotExist();
    Files.move(away, replica);
    assertThat(passes.nextWhole().unchanged()).isEqualTo(1);
  }

  @Test
  void theFirstPassWaitsForTheReconcileRoute() throws Exception {
    write(replica.resolve("old"), "an orphan");
    RoutePolicySupport late =
        new RoutePolicySupport() {
          @Override
          public void onStart(Route route) {
            // Were a pass to begin by now, it would come to its end here.
            passes.waitForOne(Duration.ofMillis(300));
          }
        };
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=1")).startupOrder(1).to(apply());
            from("direct:between").startupOrder(2).routePolicy(late).to("mock:between");
            from(orphans()).startupOrder(3).to(apply());
          }
        });

    assertThat(passes.next().deleted()).isEqualTo(1);
  }

  @Test
  void aMissingReplicaIsMadeAtTheStart() throws Exception {
    write(source.resolve("a"), "x");
    Files.delete(replica);

    start(plainRoutes("repeatCount=1"));
    passes.next();

    assertThat(replica.resolve("a")).hasContent("x");
  }

  @Test
  void aDryRunWritesNothingAndCountsTheSame() throws Exception {
    write(source.resolve("new"), "x");
    write(source.resolve("sub/new"), "x");
    write(source.resolve("both"), "longer");
    write(replica.resolve("both"), "x");
    write(replica.resolve("old/orphan"), "x");
    List<String> before = TreeSnapshot.paths(replica);
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=1&dryRun=true")).to(apply());
            from(orphans()).to(apply());
          }
        });

    PassReport report = passes.next();

    assertThat(TreeSnapshot.paths(replica)).isEqualTo(before);
    assertThat(report.dryRun()).isTrue();
    assertThat(report.copied()).isEqualTo(2);
    assertThat(report.updated()).isEqualTo(1);
    assertThat(report.deleted()).isEqualTo(1);
  }

  @Test
  void aDryRunMakesNoReplica() throws Exception {
    write(source.resolve("sub/new"), "x");
    Files.delete(replica);
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ConsumerTest.this.from("repeatCount=1&dryRun=true")).to(apply());
          }
        });

    PassReport report = passes.next();

    assertThat(replica).doesNotExist();
    assertThat(report.copied()).isEqualTo(1);
    assertThat(report.failed()).isZero();
  }

  @Test
  void thePassIsReportedWhenNothingOfItsOwnIsLeft() throws Exception {
    write(source.resolve("a"), "x");
    write(replica.resolve("a"), "x");
    Files.setLastModifiedTime(replica.resolve("a"), Files.getLastModifiedTime(source.resolve("a")));
    Files.setAttribute(source.resolve("a"), "unix:mode", 0600);
    List<String> seen = new CopyOnWriteArrayList<>();
    context
        .getRegistry()
        .bind(
            "looks",
            new PassListener() {
              @Override
              public void passEnded(PassReport report) {
                try {
                  seen.addAll(TreeSnapshot.paths(replica));
                } catch (IOException e) {
                  seen.add(e.toString());
                }
              }

              @Override
              public void passFailed(String mirror, Exception cause) {
                seen.add(cause.toString());
              }
            });
    start(plainRoutes("repeatCount=1"));
    passes.next();

    await(() -> assertThat(seen).isNotEmpty());
    assertThat(seen).containsExactly("a");
  }

  @Test
  void stoppingTheContextInTheMiddleOfAPassLeavesNoTemporary() throws Exception {
    for (int i = 0; i < 2000; i++) {
      write(source.resolve("d" + i % 50 + "/f" + i), "content " + i);
    }
    context.addRoutes(plainRoutes(""));
    NotifyBuilder some = new NotifyBuilder(context).whenDone(100).create();
    context.start();
    assertThat(some.matches(Passes.PATIENCE, TimeUnit.SECONDS)).isTrue();

    context.stop();

    assertThat(TreeSnapshot.paths(replica)).noneMatch(name -> name.contains(".camel-mirror-"));
    for (String name : TreeSnapshot.paths(replica)) {
      if (!name.endsWith("/")) {
        assertThat(replica.resolve(name)).hasSameTextualContentAs(source.resolve(name));
      }
    }
  }

  private static Exchange of(List<Exchange> exchanges, String name) {
    return exchanges.stream()
        .filter(exchange -> name.equals(exchange.getIn().getHeader("CamelFileName")))
        .findFirst()
        .orElseThrow();
  }
}

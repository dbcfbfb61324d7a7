package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.camelmirror.diff.Contents;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.VerifyReport;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.LoggerFactory;

/** The routes in {@code routes/}, as they are shipped. */
class ShippedRoutesTest extends MirrorTestSupport {

  private final Logger changes = (Logger) LoggerFactory.getLogger("io.camelmirror.change");
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    changes.setLevel(Level.INFO);
    changes.setAdditive(false);
    changes.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    changes.detachAppender(logged);
    changes.setAdditive(true);
    changes.setLevel(Level.OFF);
  }

  @Test
  void mirrorAndLogEveryExchange() throws Exception {
    write(source.resolve("sub/a.txt"), "hello");
    write(replica.resolve("old.txt"), "an orphan");

    startShipped("mirror.passes", "1");
    PassReport report = passes.next();

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(report.copied()).isEqualTo(1);
    assertThat(report.deleted()).isEqualTo(1);
    assertThat(lines())
        .anyMatch(line -> line.matches("CREATE +5 B +\\d+\\.\\d{3} ms  sub/a\\.txt"))
        .anyMatch(line -> line.matches("CREATE +0 B +\\d+\\.\\d{3} ms  sub"))
        .anyMatch(line -> line.matches("DELETE +0 B +\\d+\\.\\d{3} ms  old\\.txt"));
  }

  @Test
  void deleteWithEachPassAsLongAsQuartzFires() throws Exception {
    write(replica.resolve("old"), "an orphan");

    startShippedUntilQuartzFires(2, "mirror.interval", "1s");

    assertThat(passes.next().deleted()).isEqualTo(1);
    Awaitility.await()
        .until(
            () -> {
              write(replica.resolve("old"), "another orphan");
              return passes.next().deleted() == 1;
            });
  }

  @Test
  void deleteNothingWhileTheScheduleIsSuspended() throws Exception {
    startShippedUntilQuartzFires(1);

    context.getRouteController().suspendRoute("reconcile-schedule");
    write(replica.resolve("old"), "an orphan");

    assertThat(passes.nextWhole().held()).isEqualTo(1);
    assertThat(((MirrorConsumer) context.getRoute("copy").getConsumer()).makePass().held())
        .isEqualTo(1);
    context.getRouteController().resumeRoute("reconcile-schedule");
    await(() -> assertThat(TreeSnapshot.paths(replica)).isEmpty());
  }

  @Test
  void holdOrphansWhileTheReconcileRouteIsStopped() throws Exception {
    startShippedUntilQuartzFires(1);

    context.getRouteController().stopRoute("reconcile");
    write(replica.resolve("old"), "an orphan");

    assertThat(passes.nextWhole().held()).isEqualTo(1);
    context.getRouteController().startRoute("reconcile");
    await(() -> assertThat(TreeSnapshot.paths(replica)).isEmpty());
  }

  @Test
  void leaveItToTheMirrorToReportAFiringWithoutASource() throws Exception {
    write(replica.resolve("old"), "an orphan");
    startShipped("mirror.reconcile", "10h", "mirror.passes", "1");
    assertThat(passes.next().held()).isEqualTo(1);
    Files.delete(source);
    NotifyBuilder handled =
        new NotifyBuilder(context).fromRoute("reconcile-schedule").whenCompleted(1).create();

    fire();

    assertThat(passes.nextFailure()).hasMessageContaining("source");
    assertThat(handled.matches(Passes.PATIENCE, TimeUnit.SECONDS))
        .as("Camel logs nothing")
        .isTrue();
    assertThat(replica.resolve("old")).exists();
  }

  private void fire() throws SchedulerException {
    Scheduler quartz = context.getComponent("quartz", QuartzComponent.class).getScheduler();
    quartz.triggerJob(quartz.getJobKeys(GroupMatcher.anyGroup()).iterator().next());
  }

  private void startShippedUntilQuartzFires(int times, String... settings) throws Exception {
    NotifyBuilder fired =
        new NotifyBuilder(context).fromRoute("reconcile-schedule").whenDone(times).create();
    startShipped(settings);
    assertThat(fired.matches(Passes.PATIENCE, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void holdOrphansUntilQuartzSaysSo() throws Exception {
    write(replica.resolve("old/a"), "an orphan");
    startShipped("mirror.reconcile", "10h", "mirror.passes", "1");
    PassReport report = passes.next();
    assertThat(report.held()).isEqualTo(1);
    assertThat(report.deleted()).isZero();

    fire();

    await(() -> assertThat(TreeSnapshot.paths(replica)).isEmpty());
    await(
        () ->
            assertThat(lines())
                .anyMatch(line -> line.startsWith("DELETE") && line.endsWith(" old/a")));
  }

  @Test
  void waitOneIntervalBeforeTheFirstReconciliation() throws Exception {
    startShipped("mirror.reconcile", "10h");

    Scheduler scheduler = context.getComponent("quartz", QuartzComponent.class).getScheduler();
    TriggerKey key = scheduler.getTriggerKeys(GroupMatcher.anyGroup()).iterator().next();
    assertThat(scheduler.getTrigger(key).getNextFireTime().toInstant())
        .isAfter(Instant.now().plus(Duration.ofHours(9)));
  }

  @Test
  void takeACronExpression() throws Exception {
    write(replica.resolve("old"), "an orphan");

    startShipped("mirror.reconcile", "* * * * * ?");

    await(() -> assertThat(TreeSnapshot.paths(replica)).isEmpty());
  }

  @Test
  void haveNoScheduleOfTheirOwnWithEveryPass() throws Exception {
    startShipped("mirror.reconcile", "pass", "mirror.passes", "1");
    passes.next();

    assertThat(context.getRoute("copy")).isNotNull();
    assertThat(context.getRoute("reconcile")).isNotNull();
    assertThat(context.getRoute("reconcile-schedule")).isNull();
    assertThat(context.getRoute("verify")).isNull();
    assertThat(context.hasComponent("quartz")).isNull();
  }

  @Test
  void keepAnOrphanThatTheSourceHasAgain() throws Exception {
    write(replica.resolve("back"), "was an orphan when the pass saw it");
    startShipped("mirror.reconcile", "10h", "mirror.passes", "1");
    passes.next();
    write(source.resolve("back"), "there again");

    template.send("mirror:" + source + "?replica=" + replica + "&operation=reconcile", e -> {});

    assertThat(replica.resolve("back")).exists();
    assertThat(lines())
        .anyMatch(line -> line.equals("DELETE not applied, the entry has changed: back"));
  }

  @Test
  void verifyWhenQuartzFires() throws Exception {
    writeCorrupt("a");
    try (LogRecord log = new LogRecord("io.camelmirror.verify")) {
      startShipped("mirror.verify", "* * * * * ?", "mirror.interval", "1h");
      VerifyReport report = passes.nextVerified();

      assertThat(report.silent()).isEqualTo(1);
      assertThat(report.contents()).isEqualTo(Contents.ALL);
      await(
          () ->
              assertThat(log.lines())
                  .anyMatch(
                      line -> line.startsWith("differs: a: content (size and time are equal")));
    }
    assertThat(replica.resolve("a")).hasContent("TEXT");
  }

  @Test
  void repairWhatAVerificationFindsIfTheyMay() throws Exception {
    writeCorrupt("a");
    startShipped(
        "mirror.verify", "* * * * * ?", "mirror.verify.repair", "true", "mirror.interval", "1h");

    await(() -> assertThat(replica.resolve("a")).hasContent("text"));
  }

  @Test
  void verifyTheNextShareEachTime() throws Exception {
    startShipped(
        "mirror.verify", "* * * * * ?", "mirror.verify.share", "1/2", "mirror.interval", "1h");

    int first = passes.nextVerified().contents().part();
    assertThat(passes.nextVerified().contents()).isEqualTo(new Contents(1 - first, 2));
    assertThat(passes.nextVerified().contents()).isEqualTo(new Contents(first, 2));
  }

  private List<String> lines() {
    return List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private void startShipped(String... settings) throws Exception {
    Properties properties = new Properties();
    try (var defaults = Files.newBufferedReader(Path.of("application.properties"))) {
      properties.load(defaults);
    }
    properties.setProperty("mirror.source", source.toString());
    properties.setProperty("mirror.replica", replica.toString());
    properties.setProperty("mirror.interval", "50ms");
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    context.getPropertiesComponent().setOverrideProperties(properties);
    for (String name : List.of("copy", "reconcile", "verify")) {
      Resource route =
          ResourceHelper.resolveResource(context, "file:routes/" + name + ".camel.yaml");
      PluginHelper.getRoutesLoader(context).loadRoutes(route);
    }
    context.start();
  }
}

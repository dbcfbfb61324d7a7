package io.camelmirror.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.run.MirrorStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/** The supervisor with the shipped routes on camel-main. */
class SupervisorTest {

  private static final int PATIENCE_SECONDS = 60;
  private static final String NAME = "docs";

  @TempDir Path base;

  private final TestHost host = new TestHost();
  private final Supervisor supervisor = new Supervisor(host, Duration.ofMillis(100));

  private Path source;
  private Path replica;

  @BeforeEach
  void makeFolders() throws IOException {
    source = Files.createDirectory(base.resolve("source"));
    replica = Files.createDirectory(base.resolve("replica"));
  }

  @AfterEach
  void stop() {
    host.gate.countDown();
    supervisor.close();
  }

  @Test
  void startsAMirror() throws IOException {
    configure("mirror.interval=50ms");

    awaitMirrored("a");

    MirrorStatus status = status();
    assertThat(status.state()).isEqualTo(State.RUNNING);
    assertThat(status.place()).isEqualTo("the test");
    assertThat(status.source()).isEqualTo(source.toString());
    assertThat(status.replica()).isEqualTo(replica.toString());
    assertThat(status.interval()).isEqualTo("50ms");
    assertThat(status.complaint()).isNull();
    await(() -> assertThat(status().lastPass()).isNotNull());
    assertThat(status().lastPassAt()).isNotNull();
    assertThat(status().lastFailure()).isNull();
    assertThat(host.events).containsExactly("added docs");
  }

  @Test
  void appliesAnEdit() {
    configure("mirror.interval=1h");
    await(() -> assertThat(status().interval()).isEqualTo("3600s"));

    configure("mirror.interval=20m");

    await(() -> assertThat(status().interval()).isEqualTo("1200s"));
    assertThat(supervisor.all()).extracting(SupervisedMirror::name).containsExactly(NAME);
  }

  @Test
  void refusesAWrongEditAndKeepsRunning() throws IOException {
    configure("mirror.interval=50ms");
    awaitMirrored("a");

    configure("mirror.interval=soon");

    await(
        () ->
            assertThat(status().complaint())
                .startsWith("mirror.interval (from the test): 'soon' is not a positive duration"));
    assertThat(status().state()).isEqualTo(State.RUNNING);
    assertThat(status().interval()).isEqualTo("50ms");
    awaitMirrored("b");

    configure("mirror.interval=60ms");

    await(() -> assertThat(status().interval()).isEqualTo("60ms"));
    await(() -> assertThat(status().complaint()).isNull());
    awaitMirrored("c");
  }

  @Test
  void refusesToVerifyWithoutARouteThatAsksForIt() throws IOException {
    Path routes = routes("threads:", "threads:");

    configure("mirror.verify=0 0 3 ? * SUN", "mirror.routes=" + routes);

    await(
        () ->
            assertThat(status().complaint())
                .startsWith("mirror.verify is set, but none of the routes asks for it"));
  }

  @Test
  void restartsTheOldRoutesIfNewOnesFail() throws IOException {
    configure("mirror.interval=50ms");
    awaitMirrored("a");
    Path routes = routes("threads:", "thraeds:");

    configure("mirror.interval=50ms", "mirror.routes=" + routes);

    await(
        () ->
            assertThat(status().complaint())
                .startsWith("cannot start the routes: copy.camel.yaml, line ")
                .contains("unknown option thraeds of mirror"));
    awaitMirrored("b");

    Files.copy(Path.of("routes/copy.camel.yaml"), emptied(routes).resolve("copy.camel.yaml"));
    mirror().resume();

    await(() -> assertThat(status().complaint()).isNull());
    awaitMirrored("c");
  }

  @Test
  void doesNotStartWithInvalidSettingsUntilTheyAreCorrected() throws IOException {
    configure("mirror.threads=many");
    await(() -> assertThat(status().complaint()).contains("'many' is not a whole number"));
    assertThat(status().state()).isEqualTo(State.STOPPED);
    assertThat(status().source()).isEqualTo(source.toString());
    assertThatThrownBy(() -> mirror().run())
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("docs is not running: mirror.threads");

    configure("mirror.threads=2");

    awaitMirrored("a");
  }

  @Test
  void refusesAnInvalidName() {
    supervisor.configure(configuration("my docs"));

    await(
        () ->
            assertThat(supervisor.named("my docs").orElseThrow().status().complaint())
                .startsWith("'my docs' (from the test)"));
  }

  @Test
  void startsWhenTheSourceAppears() throws IOException {
    Files.delete(source);
    configure("mirror.interval=1h");
    await(() -> assertThat(status().complaint()).contains("does not exist"));

    Path prepared = Files.createDirectory(base.resolve("prepared"));
    Files.writeString(prepared.resolve("a"), "a");
    Files.move(prepared, source);

    await(() -> assertThat(replica.resolve("a")).hasContent("a"));
    await(() -> assertThat(status().complaint()).isNull());
  }

  @Test
  void makesOnlyRequestedPassesWhilePaused() throws Exception {
    configure("mirror.interval=50ms");
    awaitMirrored("a");

    mirror().pause();
    configure("mirror.interval=60ms");
    await(() -> assertThat(status().interval()).isEqualTo("60ms"));
    assertThat(status().state()).isEqualTo(State.PAUSED);
    Files.writeString(source.resolve("b"), "b");

    // The first pass of the new routes: none has begun by itself.
    assertThat(mirror().run()).startsWith("pass 1: 1 copied, 0 updated, 0 deleted, 1 unchanged");
    assertThat(replica.resolve("b")).hasContent("b");
    assertThat(status().lastPass().copied()).isEqualTo(1);

    mirror().resume();
    assertThat(status().state()).isEqualTo(State.RUNNING);
    awaitMirrored("c");
  }

  @Test
  void doesNotCancelARequestedPassWhenPausedAgain() throws Exception {
    configureGated();
    await(() -> assertThat(status().state()).isEqualTo(State.RUNNING));
    mirror().pause();
    Files.writeString(source.resolve("a"), "a");
    CompletableFuture<String> report = CompletableFuture.supplyAsync(this::run);
    awaitGate();

    mirror().pause();
    host.gate.countDown();

    assertThat(report.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains(": 1 copied,");
  }

  @Test
  void forgetsARemovedMirrorAndFreesItsReplica() throws IOException {
    configure("mirror.interval=50ms");
    awaitMirrored("a");
    supervisor.configure(configuration("other", "mirror.interval=50ms"));
    SupervisedMirror other = awaitNamed("other");
    await(() -> assertThat(other.status().complaint()).contains("belongs to another mirror"));

    supervisor.remove(NAME);

    await(() -> assertThat(supervisor.named(NAME)).isEmpty());
    await(() -> assertThat(other.status().state()).isEqualTo(State.RUNNING));
    awaitMirrored("b");
    assertThat(host.events).containsExactly("added docs", "added other", "removed docs");
  }

  @Test
  void cancelsThePassUnderWayWhenClosed() throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      Files.writeString(source.resolve("file" + i), "text");
    }
    configureGated();
    awaitGate();
    SupervisedMirror mirror = mirror();

    // Camel-main opens the gate when it stops.
    supervisor.close();

    assertThat(supervisor.all()).isEmpty();
    assertThat(host.events).containsExactly("added docs", "removed docs");
    assertThat(mirror.status().state()).isEqualTo(State.STOPPED);
    assertThat(mirror.status().lastPass()).isNull();
    try (Stream<Path> copied = Files.list(replica)) {
      assertThat(copied.filter(file -> !file.getFileName().toString().startsWith("file")))
          .as("temporary files")
          .isEmpty();
    }
    try (Stream<Path> copied = Files.list(replica)) {
      assertThat(copied.count()).isLessThan(100);
    }
  }

  @Test
  void startsQuartzAfterTheFirstPassAndAgainWithANewInterval() throws Exception {
    Files.writeString(source.resolve("a"), "a");
    Path routes = gatedRoutes();
    addReconcileRoutes(routes, "", "");
    configure("mirror.interval=1h", "mirror.routes=" + routes);
    awaitGate();
    assertThat(host.context(NAME).hasComponent("quartz")).isNull();

    host.gate.countDown();
    await(() -> assertThat(trigger(NAME)).isEqualTo("Camel_docs.reconcile 3600000"));

    configure("mirror.interval=20m", "mirror.routes=" + routes);
    await(() -> assertThat(trigger(NAME)).isEqualTo("Camel_docs.reconcile 1200000"));
  }

  @Test
  void givesEachMirrorATriggerOfItsOwn() throws Exception {
    configure("mirror.interval=1h");
    supervisor.configure(
        configuration(
            "other",
            "mirror.interval=20m",
            "mirror.source=" + Files.createDirectory(base.resolve("other source")),
            "mirror.replica=" + base.resolve("other replica")));

    await(() -> assertThat(trigger(NAME)).isEqualTo("Camel_docs.reconcile 3600000"));
    await(() -> assertThat(trigger("other")).isEqualTo("Camel_other.reconcile 1200000"));
  }

  @Test
  void deletesWithEveryPassAsLongAsQuartzDoesNotStart() throws Exception {
    Path routes = routes("", "");
    addReconcileRoutes(routes, "quartz:reconcile?", "quartz:reconcile?unknown=1&");
    configure("mirror.interval=50ms", "mirror.routes=" + routes);
    awaitMirrored("a");
    await(() -> assertThat(host.context(NAME).hasComponent("quartz")).isNotNull());

    Files.delete(source.resolve("a"));

    await(() -> assertThat(replica.resolve("a")).doesNotExist());
    assertThat(host.context(NAME).getRoute("reconcile-schedule")).isNull();
  }

  @Test
  void startsOnTheCallingThread() throws Exception {
    supervisor.start(NAME, configuration(NAME, "mirror.interval=50ms").settings());

    assertThat(status().state()).isEqualTo(State.RUNNING);
    assertThat(status().place()).isNull();
    assertThat(status().source()).isEqualTo(source.toString());
    awaitMirrored("a");

    Settings broken =
        configuration(NAME, "mirror.routes=" + routes("threads:", "thraeds:")).settings();
    assertThatThrownBy(() -> supervisor.start(NAME, broken))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("unknown option thraeds");
    assertThatThrownBy(() -> supervisor.start("other", broken)).isInstanceOf(UsageException.class);

    assertThat(supervisor.named("other")).isEmpty();
    awaitMirrored("b");
  }

  @Test
  void refusesToStartLimitedPassesIfNoRouteIsStarted() throws Exception {
    Path routes = routes("id: copy\n", "id: copy\n    autoStartup: false\n");
    Settings limited = configuration(NAME, "mirror.passes=1", "mirror.routes=" + routes).settings();

    assertThatThrownBy(() -> supervisor.start(NAME, limited))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("none of the routes polls a source");

    configure("mirror.passes=1", "mirror.routes=" + routes);
    await(() -> assertThat(status().state()).isEqualTo(State.RUNNING));
  }

  @Test
  void doesNothingAfterClose() throws Exception {
    MirrorConfiguration configuration = configuration(NAME);
    supervisor.close();

    supervisor.start(NAME, configuration.settings());
    supervisor.configure(configuration);
    supervisor.remove(NAME);

    assertThat(supervisor.all()).isEmpty();
    assertThat(host.events).isEmpty();
  }

  private void configure(String... lines) {
    supervisor.configure(configuration(NAME, lines));
  }

  /** Configures routes whose copies wait at {@link TestHost#gate}. */
  private void configureGated() throws IOException {
    configure("mirror.interval=1h", "mirror.threads=2", "mirror.routes=" + gatedRoutes());
  }

  private Path gatedRoutes() throws IOException {
    return routes("      steps:\n", "      steps:\n        - process:\n            ref: gate\n");
  }

  private MirrorConfiguration configuration(String name, String... lines) {
    Map<String, String> values = new HashMap<>();
    values.put("mirror.source", source.toString());
    values.put("mirror.replica", replica.toString());
    for (String line : lines) {
      String[] keyAndValue = line.split("=", 2);
      values.put(keyAndValue[0], keyAndValue[1]);
    }
    return new MirrorConfiguration(
        name, "the test", base, Path.of("routes").toAbsolutePath(), values);
  }

  /** A folder with the shipped copy route after one replacement. */
  private Path routes(String text, String replacement) throws IOException {
    Path routes = Files.createDirectory(base.resolve("routes"));
    String copy = Files.readString(Path.of("routes/copy.camel.yaml"));
    assertThat(copy).contains(text);
    Files.writeString(routes.resolve("copy.camel.yaml"), copy.replace(text, replacement));
    return routes;
  }

  private static void addReconcileRoutes(Path routes, String text, String replacement)
      throws IOException {
    String reconcile = Files.readString(Path.of("routes/reconcile.camel.yaml"));
    assertThat(reconcile).contains(text);
    Files.writeString(routes.resolve("reconcile.camel.yaml"), reconcile.replace(text, replacement));
  }

  /** The group, name and interval in milliseconds of the only trigger of a mirror's Quartz. */
  private String trigger(String name) throws SchedulerException {
    QuartzComponent quartz = (QuartzComponent) host.context(name).hasComponent("quartz");
    TriggerKey key =
        quartz.getScheduler().getTriggerKeys(GroupMatcher.anyGroup()).iterator().next();
    SimpleTrigger trigger = (SimpleTrigger) quartz.getScheduler().getTrigger(key);
    return key + " " + trigger.getRepeatInterval();
  }

  private static Path emptied(Path routes) throws IOException {
    Files.delete(routes.resolve("copy.camel.yaml"));
    return routes;
  }

  private SupervisedMirror mirror() {
    return supervisor.named(NAME).orElseThrow();
  }

  private MirrorStatus status() {
    return mirror().status();
  }

  private String run() {
    try {
      return mirror().run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private SupervisedMirror awaitNamed(String name) {
    await(() -> assertThat(supervisor.named(name)).isPresent());
    return supervisor.named(name).orElseThrow();
  }

  private void awaitMirrored(String file) throws IOException {
    Files.writeString(source.resolve(file), file);
    await(() -> assertThat(replica.resolve(file)).hasContent(file));
  }

  private void awaitGate() throws InterruptedException {
    assertThat(host.reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private static void await(ThrowingRunnable holds) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .ignoreExceptions()
        .untilAsserted(holds);
  }

  /** Records the mirrors that come and go. A copy can be made to wait at a gate. */
  private static final class TestHost implements Supervisor.Host {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Map<String, Main> mains = new ConcurrentHashMap<>();

    CamelContext context(String name) {
      return mains.get(name).getCamelContext();
    }

    @Override
    public Main newMain(String name) {
      Main main =
          new Main() {
            @Override
            protected void doStop() throws Exception {
              gate.countDown();
              super.doStop();
            }
          };
      main.setShutdownStrategy(new SimpleMainShutdownStrategy());
      Processor waiting =
          exchange -> {
            reached.countDown();
            gate.await();
          };
      main.bind("gate", waiting);
      mains.put(name, main);
      return main;
    }

    @Override
    public void added(SupervisedMirror mirror) {
      events.add("added " + mirror.name());
    }

    @Override
    public void removed(SupervisedMirror mirror) {
      events.add("removed " + mirror.name());
    }
  }
}

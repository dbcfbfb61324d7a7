package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateRollingPolicyTest {

  private static final LocalDate DAY = LocalDate.of(2020, 5, 5);
  private static final int MAX_SIZE = 100;
  private static final int KEEP = 30;
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final String FULL = "x".repeat(MAX_SIZE);

  @TempDir Path folder;
  private LoggerContext context;
  private BatchingAppender appender;
  private Logger logger;

  @AfterEach
  void stop() {
    if (context != null) {
      context.stop();
    }
  }

  @Test
  void appendsToALogOfToday() throws Exception {
    Files.writeString(log(), "old\n");
    start();
    logger.info("new");
    stop();
    assertThat(files()).containsExactly("log");
    assertThat(log()).hasContent("old\nnew\n");
    assertThat(policyHasStarted()).isFalse();
  }

  @Test
  void rotatesALogOfAnEarlierDay() throws Exception {
    Files.writeString(log(), "old\n");
    makeOld(log());
    start();
    logger.info("new");
    logger.info("newer");
    stop();
    assertThat(files()).containsExactly("log", "log." + DAY + ".0.gz");
    assertThat(log()).hasContent("new\nnewer\n");
    assertThat(unpacked("log." + DAY + ".0.gz")).isEqualTo("old\n");
    assertThat(policyHasStarted()).isTrue();
  }

  @Test
  void rotatesALogThatIsFull() throws Exception {
    Files.writeString(log(), "x".repeat(MAX_SIZE - 4) + "\n");
    start();
    logger.info("a");
    logger.info("b");
    logger.info("c");
    stop();
    List<String> files = files();
    assertThat(files).hasSize(2);
    assertThat(unpacked(files.get(1))).endsWith("x\na\nb\n");
    assertThat(log()).hasContent("c\n");
  }

  @Test
  void numbersTheArchivesOfADayOnAfterAnotherStart() throws Exception {
    Files.createFile(folder.resolve("log." + DAY + ".6.gz"));
    Files.writeString(log(), "old\n");
    makeOld(log());
    start();
    logger.info("new");
    stop();
    assertThat(files()).containsExactly("log", "log." + DAY + ".6.gz", "log." + DAY + ".7.gz");
  }

  /** Logback by itself compresses in several threads, and leaves some archives uncompressed. */
  @Test
  void keepsAllArchivesOfManyRotations() throws Exception {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    List<String> expected = new ArrayList<>();
    for (int day = 1; day < KEEP; day++) {
      String name = "log." + today.minusDays(day) + ".0.gz";
      Files.createFile(folder.resolve(name));
      expected.add(name);
    }
    Files.createFile(folder.resolve("log." + today.minusDays(KEEP + 2) + ".0.gz"));
    start();
    for (int line = 0; line <= 60; line++) {
      logger.info(FULL);
    }
    stop();

    assertThat(files()).containsAll(expected).hasSize(expected.size() + 60 + 1);
    assertThat(files()).allMatch(name -> name.equals("log") || name.endsWith(".gz"));
  }

  @Test
  void goesOnWhenTheLogIsGone() throws Exception {
    Files.writeString(log(), "old\n");
    makeOld(log());
    start();
    Files.delete(log());
    logger.info("new");
    stop();
    assertThat(files()).containsExactly("log");
    assertThat(log()).hasContent("new\n");
  }

  @Test
  void nobodyElseMayReadTheLogAndItsArchives() throws Exception {
    start();
    for (int line = 0; line < 3; line++) {
      logger.info(FULL);
    }
    stop();
    assertThat(files()).hasSize(3);
    for (String file : files()) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(file))).isEqualTo(PRIVATE);
    }
  }

  @Test
  void writesNoArchiveThroughALink() throws Exception {
    Path victim = Files.createFile(folder.resolve("victim"));
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    start();
    logger.info(FULL);
    logger.info(FULL);
    Files.createSymbolicLink(folder.resolve("log." + today + ".1.gz"), victim);
    logger.info(FULL);
    stop();
    assertThat(victim).isEmptyFile();
  }

  @Test
  void beginsANewLogWhenItsFolderIsBackAndSaysThatItWasGone() throws Exception {
    Path inner = folder.resolve("inner");
    Files.createDirectory(inner);
    start(inner.resolve("log"), 1000);
    long now = System.currentTimeMillis();
    log("before", now);
    Files.delete(inner.resolve("log"));
    Files.delete(inner);
    log("meanwhile", now + 2_000);
    assertThat(inner).doesNotExist();
    Files.createDirectory(inner);
    log("after", now + 4_000);
    stop();

    assertThat(Files.readAllLines(inner.resolve("log")))
        .hasSize(2)
        .satisfies(
            lines -> assertThat(lines.get(0)).contains("was gone, lines since 20", " are missing"))
        .endsWith("after");
    assertThat(Files.getPosixFilePermissions(inner.resolve("log"))).isEqualTo(PRIVATE);
  }

  @Test
  void writesToNoLinkThatSomeoneElseHasPutInPlaceOfTheLog() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a link away");
    Path victim = Files.createFile(folder.resolve("victim"));
    start();
    long now = System.currentTimeMillis();
    log("before", now);
    Shell.run(folder, "rm log; ln -s victim log; chown -h 12345 log");
    log("after", now + 2_000);
    stop();

    assertThat(victim).isEmptyFile();
  }

  private void log(String text, long time) {
    LoggingEvent event = new LoggingEvent("test", logger, Level.INFO, text, null, new Object[0]);
    event.setTimeStamp(time);
    logger.callAppenders(event);
  }

  private Path log() {
    return folder.resolve("log");
  }

  private static void makeOld(Path file) throws IOException {
    Instant noon = DAY.atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant();
    Files.setLastModifiedTime(file, FileTime.from(noon));
  }

  private void start() {
    start(log(), MAX_SIZE);
  }

  private void start(Path log, int maxSize) {
    LoggingProvider provider = new LoggingProvider();
    provider.initialize();
    context = (LoggerContext) provider.getLoggerFactory();
    LateRollingPolicy policy = new LateRollingPolicy(log.toString(), maxSize, KEEP, PRIVATE);
    appender = new BatchingAppender(policy, PRIVATE);
    appender.setContext(context);
    appender.setFile(log.toString());
    policy.setContext(context);
    policy.setParent(appender);
    policy.start();
    appender.setEncoder(LineEncoder.ofConsole(""));
    appender.start();
    logger = context.getLogger("test");
    logger.setLevel(Level.INFO);
    logger.addAppender(appender);
    // What the appender itself reports goes to the log, too.
    context.getLogger("io.camelmirror.log").addAppender(appender);
  }

  private boolean policyHasStarted() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .anyMatch(status -> status.getOrigin() instanceof SizeAndTimeBasedRollingPolicy);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private String unpacked(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRollingTest {

  private static final LocalDate DAY = LocalDate.of(2020, 5, 5);
  private static final LocalDateTime NOON = DAY.atTime(12, 0);
  private static final LocalDateTime LATE = DAY.atTime(LocalTime.MAX);
  private static final LocalDateTime NEXT_DAY = DAY.plusDays(1).atStartOfDay();
  private static final int MAX_SIZE = 100;
  private static final int KEEP = 30;

  @TempDir Path folder;
  private Path file;
  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("test");
  private LogFileAppender appender;

  @BeforeEach
  void setUp() {
    file = folder.resolve("log");
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void goesOnWithTheFileOfTheSameDay() throws Exception {
    left("old\n", NOON);
    start();
    write("new", LATE);
    end();
    assertThat(files()).containsExactly("log");
    assertThat(file).hasContent("old\nnew\n");
    assertThat(policyHasStarted()).isFalse();
  }

  @Test
  void putsAwayTheFileOfADayBefore() throws Exception {
    left("old\n", NOON);
    start();
    write("new", NEXT_DAY);
    write("newer", NEXT_DAY.plusHours(23));
    end();
    assertThat(files()).containsExactly("log", "log.2020-05-05.0.gz");
    assertThat(file).hasContent("new\nnewer\n");
    assertThat(putAway("log.2020-05-05.0.gz")).isEqualTo("old\n");
    assertThat(policyHasStarted()).isTrue();
  }

  @Test
  void putsAwayAFileAtMidnight() throws Exception {
    left("old\n", NOON);
    start();
    write("late", LATE);
    write("new", NEXT_DAY);
    write("late on the next day", NEXT_DAY.plusHours(23));
    write("the day after", NEXT_DAY.plusDays(1));
    awaitFiles("log", "log.2020-05-05.0.gz", "log.2020-05-06.0.gz");
    end();
    assertThat(putAway("log.2020-05-05.0.gz")).isEqualTo("old\nlate\n");
    assertThat(putAway("log.2020-05-06.0.gz")).isEqualTo("new\nlate on the next day\n");
    assertThat(file).hasContent("the day after\n");
  }

  /** The last lines of a day may reach the disk on the next one; here that is years later. */
  @Test
  void namesAFileAfterTheDayOfItsLinesWheneverTheyWereWritten() throws Exception {
    left("", NOON);
    start();
    write(Level.WARN, "written at once", LATE);
    assertThat(file).hasContent("written at once\n");
    write("new", NEXT_DAY);
    end();
    assertThat(files()).containsExactly("log", "log.2020-05-05.0.gz");
  }

  @Test
  void putsAwayAFileWithTheLineThatFillsIt() throws Exception {
    left("x".repeat(MAX_SIZE - 4) + "\n", NOON);
    start();
    write("a", NOON);
    write("b", NOON);
    write("c", NOON);
    end();
    assertThat(files()).containsExactly("log", "log.2020-05-05.0.gz");
    assertThat(putAway("log.2020-05-05.0.gz")).endsWith("x\na\nb\n");
    assertThat(file).hasContent("c\n");
  }

  @Test
  void putsAwayAFileThatIsFullAlready() throws Exception {
    left("x".repeat(MAX_SIZE), NOON);
    start();
    write("a", NOON);
    end();
    assertThat(files()).containsExactly("log", "log.2020-05-05.0.gz");
    assertThat(file).hasContent("a\n");
  }

  @Test
  void countsTheFilesOfADay() throws Exception {
    Files.createFile(folder.resolve("log.2020-05-05.6.gz"));
    left("", NOON);
    start();
    String full = "x".repeat(MAX_SIZE);
    write(full, NOON);
    write(full, NOON);
    write(full, NEXT_DAY);
    write(full, NEXT_DAY);
    write("end", NEXT_DAY);
    awaitFiles(
        "log",
        "log.2020-05-05.6.gz",
        "log.2020-05-05.7.gz",
        "log.2020-05-05.8.gz",
        "log.2020-05-06.0.gz",
        "log.2020-05-06.1.gz");
  }

  @Test
  void removesWhatIsTooOld() throws Exception {
    String kept = "log." + DAY.minusDays(KEEP - 1) + ".0.gz";
    String removed = "log." + DAY.minusDays(KEEP) + ".0.gz";
    Files.createFile(folder.resolve(kept));
    Files.createFile(folder.resolve(removed));
    left("old\n", NOON);
    start();
    write("new", NEXT_DAY);
    end();
    assertThat(files()).containsExactly("log", kept, "log.2020-05-05.0.gz");
  }

  @Test
  void beginsANewFileWhenTheOldOneIsGone() throws Exception {
    left("old\n", NOON);
    start();
    Files.delete(file);
    write("new", NEXT_DAY);
    end();
    assertThat(files()).containsExactly("log");
    assertThat(file).hasContent("new\n");
  }

  @Test
  void goesOnWithoutAFileThatCannotBeOpened() throws Exception {
    Path below = Files.createDirectory(folder.resolve("logs"));
    file = below.resolve("log");
    left("old\n", NOON);
    start();
    Files.delete(file);
    Files.delete(below);
    Files.createFile(below);
    write("new", NEXT_DAY);
    write("newer", NEXT_DAY);
    end();
    assertThat(below).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/St_Johns",
        "America/Havana",
        "America/Santiago",
        "America/Sao_Paulo",
        "Africa/Cairo",
        "Asia/Beirut",
        "Pacific/Apia",
        "Australia/Lord_Howe"
      })
  void knowsWhenADayEnds(String id) {
    ZoneId zone = ZoneId.of(id);
    for (LocalDate day = LocalDate.of(2008, 1, 1); day.getYear() < 2030; day = day.plusDays(1)) {
      Instant start = day.atStartOfDay(zone).toInstant();
      LocalDate next = start.atZone(zone).toLocalDate().plusDays(1);
      long end = next.atStartOfDay(zone).toInstant().toEpochMilli();
      TimeZone there = TimeZone.getTimeZone(id);
      assertThat(LogRolling.dayEnd(start.toEpochMilli(), there)).as("%s", day).isEqualTo(end);
      assertThat(LogRolling.dayEnd(end - 1, there)).as("%s", day).isEqualTo(end);
    }
  }

  private void left(String content, LocalDateTime time) throws IOException {
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(time.atZone(ZoneId.systemDefault()).toInstant()));
  }

  private void start() {
    appender = new LogFileAppender(MAX_SIZE, KEEP);
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(LineEncoder.ofConsole(""));
    appender.start();
  }

  private void write(String message, LocalDateTime time) {
    write(Level.INFO, message, time);
  }

  private void write(Level level, String message, LocalDateTime time) {
    LoggingEvent event = new LoggingEvent("", logger, level, message, null, null);
    event.setInstant(time.atZone(ZoneId.systemDefault()).toInstant());
    appender.doAppend(event);
  }

  private void end() {
    appender.stop();
  }

  private boolean policyHasStarted() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .anyMatch(status -> status.getOrigin() instanceof RollingPolicy);
  }

  /** Logback compresses them in the background, and waits at its end for the last one alone. */
  private void awaitFiles(String... names) {
    await().untilAsserted(() -> assertThat(files()).containsExactly(names));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private String putAway(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

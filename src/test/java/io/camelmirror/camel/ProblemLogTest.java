package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Scope;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemLogTest {

  private static final Problem A = denied("a");
  private static final Problem B = denied("b");

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private ProblemLog log = log(ProblemLog.NEW);

  @Test
  void logsAProblemWhenItBeginsAndWhenItEnds() {
    assertThat(pass(A)).isEmpty();
    assertThat(lines()).containsExactly("could not copy a: permission denied: /source/a");

    assertThat(pass(A)).isEqualTo("; 1 problem as before");
    assertThat(lines()).isEmpty();

    assertThat(pass(A, B)).isEqualTo("; 1 problem as before");
    assertThat(lines()).containsExactly(B.toString());

    assertThat(pass(B)).isEqualTo("; 1 problem as before");
    assertThat(lines())
        .containsExactly("no longer a problem: a (could not copy: permission denied)");

    assertThat(pass(A)).isEmpty();
    assertThat(lines())
        .containsExactly(
            A.toString(), "no longer a problem: b (could not copy: permission denied)");
  }

  @Test
  void logsAProblemThatChanges() {
    pass(A);
    lines();
    Problem changed =
        new Problem(Path.of("a"), "copy", new FileSystemException("/source/a", null, "disk full"));
    assertThat(pass(changed)).isEmpty();
    assertThat(lines()).containsExactly(changed.toString());
  }

  @Test
  void sumsUpAfterTheFirstHundredOfAKind() {
    Problem[] many = many(10_000);
    pass(many);
    assertThat(lines())
        .hasSize(ProblemLog.MOST_OF_A_KIND + 1)
        .endsWith("9,900 more paths: could not copy: permission denied");

    assertThat(pass(many)).isEqualTo("; 10,000 problems as before");
    assertThat(lines()).isEmpty();

    pass(A);
    assertThat(lines())
        .hasSize(1 + ProblemLog.MOST_OF_A_KIND + 1)
        .startsWith(A.toString())
        .endsWith("no longer a problem: 9,900 more paths (could not copy: permission denied)");
  }

  @Test
  void remembersOnlySoMany() {
    Problem[] many = many(ProblemLog.MOST_REMEMBERED + 1_000);
    pass(many);
    lines();
    pass(many);
    assertThat(lines()).isEmpty();
  }

  @Test
  void aPassOverAPartSaysNothingOfTheRest() {
    Problem inside = denied("part/a");
    Problem outside = denied("rest/a");
    pass(inside, outside);
    lines();

    log.passBegan();
    assertThat(log.passEnded(Scope.below(List.of(Path.of("part"))))).isEmpty();
    assertThat(lines())
        .containsExactly("no longer a problem: part/a (could not copy: permission denied)");

    assertThat(pass(outside)).isEqualTo("; 1 problem as before");
    assertThat(lines()).isEmpty();
  }

  @Test
  void aPassDoesNotEndTheProblemsOfAReconciliation() {
    reconcile(A);
    assertThat(lines()).containsExactly(A.toString());
    pass();
    assertThat(lines()).isEmpty();
    assertThat(reconcile(A)).isEqualTo("; 1 problem as before");
    assertThat(lines()).isEmpty();
  }

  @Test
  void aPassThatWasCancelledEndsNothing() {
    pass(A);
    lines();
    log.passBegan();
    assertThat(pass(A)).isEqualTo("; 1 problem as before");
    assertThat(lines()).isEmpty();
  }

  @Test
  void logsAllProblemsOfEveryPassOnRequest() {
    log = log(ProblemLog.ALL);
    Problem[] many = many(1_000);
    pass(many);
    pass(many);
    assertThat(lines()).hasSize(2_000);
  }

  private static Problem[] many(int count) {
    return IntStream.range(0, count).mapToObj(i -> denied("file" + i)).toArray(Problem[]::new);
  }

  private static Problem denied(String path) {
    return new Problem(Path.of(path), "copy", new AccessDeniedException("/source/" + path));
  }

  private String pass(Problem... problems) {
    log.passBegan();
    List.of(problems).forEach(log::add);
    return log.passEnded(Scope.ALL);
  }

  private String reconcile(Problem... problems) {
    log.passBegan();
    List.of(problems).forEach(log::add);
    return log.reconciled();
  }

  private List<String> lines() {
    List<String> lines = logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    logged.list.clear();
    return lines;
  }

  private ProblemLog log(String which) {
    Logger logger = new LoggerContext().getLogger("test");
    logger.setLevel(Level.INFO);
    logged.start();
    logger.addAppender(logged);
    return new ProblemLog(logger, which);
  }
}

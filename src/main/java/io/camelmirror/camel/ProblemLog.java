package io.camelmirror.camel;

import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Scope;
import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.PathText;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Logs each problem when it begins, when it changes and when it ends. Of one kind of problem, the
 * first hundred of a pass are logged and the rest are summed up. Thread-safe.
 */
final class ProblemLog {

  static final String NEW = "new";
  static final String ALL = "all";
  static final Set<String> CHOICES = Set.of(NEW, ALL);

  static final int MOST_OF_A_KIND = 100;

  /** About 5 MB. */
  static final int MOST_REMEMBERED = 20_000;

  private static final int MOST_KINDS = 1_000;
  private static final String OTHER = "problems of other kinds";

  private final Logger logger;
  private final boolean all;

  /** What stood at the end of the last pass, and of the last reconciliation on its own. */
  private Memory ofPasses = new Memory();

  private Memory ofReconciliations = new Memory();

  private Memory current = new Memory();

  /** How many problems of each kind have begun in this pass. */
  private final Map<String, Integer> begun = new HashMap<>();

  private long standing;

  /** A problem has begun, changed or ended in this pass. */
  private boolean news;

  /** False after the end of a pass: a route that applies a change too late has a problem then. */
  private boolean underWay = true;

  /**
   * Creates a log.
   *
   * @param which {@link #NEW} or {@link #ALL}: every problem of every pass
   */
  ProblemLog(Logger logger, String which) {
    this.logger = logger;
    this.all = which.equals(ALL);
  }

  /** A pass or a reconciliation begins. */
  synchronized void passBegan() {
    current = new Memory();
    begun.clear();
    standing = 0;
    news = false;
    underWay = true;
  }

  void add(Problem problem) {
    String kind = "could not " + problem.attempt() + ": " + reason(problem.cause());
    add(problem.path(), kind, problem.toString());
  }

  /**
   * Adds a problem.
   *
   * @param kind what it has in common with problems of other paths
   * @param line what to log
   */
  synchronized void add(Path path, String kind, String line) {
    if (all) {
      news = true;
      logger.warn("{}", line);
      return;
    }
    Standing problem = new Standing(path, kind);
    if (underWay) {
      if (!current.add(problem)) {
        return;
      }
      if (ofPasses.has(problem) || ofReconciliations.has(problem)) {
        standing++;
        return;
      }
    }
    news = true;
    String counted = begun.size() < MOST_KINDS || begun.containsKey(kind) ? kind : OTHER;
    if (begun.merge(counted, 1, Integer::sum) <= MOST_OF_A_KIND) {
      logger.warn("{}", line);
    }
  }

  /**
   * A pass has ended. Logs sums, and the problems of its scope that have ended.
   *
   * @return how many problems are not new, for the line of the report; empty if there are none
   */
  synchronized String passEnded(Scope scope) {
    ofPasses = ended(ofPasses, ofReconciliations, scope);
    return unchanged();
  }

  /** A reconciliation on its own has ended; see {@link #passEnded}. */
  synchronized String reconciled() {
    ofReconciliations = ended(ofReconciliations, ofPasses, Scope.ALL);
    return unchanged();
  }

  /** Returns true if the pass that has ended logged anything. */
  synchronized boolean hasNews() {
    return news;
  }

  private String unchanged() {
    return standing == 0
        ? ""
        : String.format(
            Locale.ROOT, "; %,d %s as before", standing, standing == 1 ? "problem" : "problems");
  }

  private Memory ended(Memory before, Memory elsewhere, Scope scope) {
    underWay = false;
    begun.forEach(
        (kind, count) -> {
          if (count > MOST_OF_A_KIND) {
            logger.warn("{} more paths: {}", number(count - MOST_OF_A_KIND), kind);
          }
        });
    Set<Path> failing = current.paths();
    Map<String, Integer> over = new HashMap<>();
    for (Standing problem : before.problems) {
      if (!scope.meets(problem.path)) {
        current.add(problem);
      } else if (!current.has(problem)
          && !elsewhere.has(problem)
          && !failing.contains(problem.path)
          && over.merge(problem.kind, 1, Integer::sum) <= MOST_OF_A_KIND) {
        logger.info("no longer a problem: {} ({})", PathText.of(problem.path), problem.kind);
      }
    }
    news |= !over.isEmpty();
    over.forEach(
        (kind, count) -> {
          if (count > MOST_OF_A_KIND) {
            logger.info(
                "no longer a problem: {} more paths ({})", number(count - MOST_OF_A_KIND), kind);
          }
        });
    return current;
  }

  private static String number(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** The reason without the path. */
  private static String reason(Throwable cause) {
    if (cause instanceof StepException step) {
      return step.where() + ": " + reason(step.getCause());
    }
    String text = FailureText.of(cause);
    if (cause instanceof FileSystemException e && e.getFile() != null) {
      String path = ": " + PathText.of(e.getFile());
      return text.endsWith(path) ? text.substring(0, text.length() - path.length()) : text;
    }
    return text;
  }

  private record Standing(Path path, String kind) {}

  /** The problems of one pass; of very many, only the kinds. */
  private static final class Memory {

    private final Set<Standing> problems = new HashSet<>();
    private final Set<String> kindsOfRest = new HashSet<>();

    /** Returns false if the problem is known. */
    boolean add(Standing problem) {
      if (problems.size() < MOST_REMEMBERED) {
        return problems.add(problem);
      }
      if (problems.contains(problem)) {
        return false;
      }
      if (kindsOfRest.size() < MOST_KINDS) {
        kindsOfRest.add(problem.kind);
      }
      return true;
    }

    boolean has(Standing problem) {
      return problems.contains(problem) || kindsOfRest.contains(problem.kind);
    }

    Set<Path> paths() {
      return problems.stream().map(Standing::path).collect(Collectors.toSet());
    }
  }
}

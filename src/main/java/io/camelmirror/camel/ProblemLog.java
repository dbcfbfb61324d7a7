package io.camelmirror.camel;

import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Scope;
import io.camelmirror.diff.Skipped;
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
  private static final Set<String> CHOICES = Set.of(NEW, ALL);

  static final int MOST_OF_A_KIND = 100;

  private static final String NOT_REPLACED =
      "not replaced, the replica has another kind of entry there and deleting is not permitted";
  private static final String NOT_OPENED =
      "not opened to others, the replica's folder holds what the source no longer has and deleting"
          + " is not permitted";

  /** About 5 MB. */
  static final int MOST_REMEMBERED = 20_000;

  private static final int MOST_KINDS = 1_000;
  private static final String OTHER = "problems of other kinds";

  private final Output output;
  private final boolean all;
  private final int mostOfAKind;

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
   * Checks the value of an option that takes {@link #NEW} or {@link #ALL}.
   *
   * @throws IllegalArgumentException if it is another one; the message names the option
   */
  static String choice(String option, String value) {
    if (!CHOICES.contains(value)) {
      throw new IllegalArgumentException(option + " is new or all, not '" + value + "'");
    }
    return value;
  }

  /**
   * Creates a log.
   *
   * @param which {@link #NEW} or {@link #ALL}: every problem of every pass
   */
  ProblemLog(Logger logger, String which) {
    this(
        (begins, path, line) -> {
          if (begins) {
            logger.warn("{}", line);
          } else {
            logger.info("{}", line);
          }
        },
        which.equals(ALL),
        MOST_OF_A_KIND);
  }

  /**
   * Creates a log that another one is kept beside.
   *
   * @param all put out every problem of every pass
   * @param mostOfAKind how many problems of a kind to put out per pass
   */
  ProblemLog(Output output, boolean all, int mostOfAKind) {
    this.output = output;
    this.all = all;
    this.mostOfAKind = mostOfAKind;
  }

  /** Where the lines go. */
  @FunctionalInterface
  interface Output {

    /**
     * Puts out a line.
     *
     * @param begins a problem begins; otherwise one ends
     * @param path null if the line sums up several paths
     */
    void put(boolean begins, Path path, String line);
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

  /** Adds an entry that was skipped, if that is a problem. */
  void add(Path path, Skipped why) {
    switch (why) {
      case PROTECTED -> add(path, NOT_REPLACED, NOT_REPLACED + ": " + PathText.of(path));
      case KEPT_CLOSED -> add(path, NOT_OPENED, NOT_OPENED + ": " + PathText.of(path));
      case KIND, OTHER_FILE_SYSTEM, BEING_WRITTEN -> {
        // By the options, or for a while.
      }
    }
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
      output.put(true, path, line);
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
    if (begun.merge(counted, 1, Integer::sum) <= mostOfAKind) {
      output.put(true, path, line);
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
          if (count > mostOfAKind) {
            output.put(true, null, number(count - mostOfAKind) + " more paths: " + kind);
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
          && over.merge(problem.kind, 1, Integer::sum) <= mostOfAKind) {
        String path = PathText.of(problem.path);
        output.put(false, problem.path, over(path, problem.kind));
      }
    }
    news |= !over.isEmpty();
    over.forEach(
        (kind, count) -> {
          if (count > mostOfAKind) {
            output.put(false, null, over(number(count - mostOfAKind) + " more paths", kind));
          }
        });
    return current;
  }

  private static String over(String what, String kind) {
    return "no longer a problem: " + what + " (" + kind + ")";
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

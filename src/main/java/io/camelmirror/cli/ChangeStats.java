package io.camelmirror.cli;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.tree.Kind;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the changes of a run by kind of entry and by cause, and prints them as a table. */
final class ChangeStats implements PassListener {

  private static final String EXCLUDED = "excluded";
  private static final int LABEL_WIDTH = 13;

  /** In the order of the columns. */
  private static final Map<Action, String> CAUSES = new EnumMap<>(Action.class);

  static {
    for (Action action : Action.values()) {
      CAUSES.put(action, action.name().toLowerCase(Locale.ROOT));
    }
    CAUSES.put(Action.CREATE, "new");
    CAUSES.put(Action.UPDATE, "content");
    CAUSES.put(Action.REPLACE, "other kind");
    CAUSES.put(Action.MOVE, "moved");
    CAUSES.put(Action.DELETE, "deleted");
  }

  private final PrintStream out;
  private final Map<String, Map<String, LongAdder>> counts = new ConcurrentHashMap<>();
  private final LongAdder bytes = new LongAdder();
  private volatile boolean begun;

  ChangeStats(PrintStream out) {
    this.out = out;
  }

  @Override
  public void passBegan(PassProgress pass) {
    begun = true;
  }

  @Override
  public void changed(PassProgress pass, Change change, Outcome outcome) {
    if (outcome.isApplied()) {
      String cause = change.excluded() ? EXCLUDED : CAUSES.get(change.action());
      counts
          .computeIfAbsent(plural(change.entry().kind()), kind -> new ConcurrentHashMap<>())
          .computeIfAbsent(cause, any -> new LongAdder())
          .increment();
      bytes.add(outcome.bytes());
    }
  }

  private static String plural(Kind kind) {
    return switch (kind) {
      case FILE -> "files";
      case DIRECTORY -> "directories";
      case LINK -> "links";
      case BLOCK_DEVICE, CHARACTER_DEVICE -> "devices";
      case FIFO, SOCKET -> "FIFOs";
    };
  }

  /** Prints the table, if a pass has begun. */
  void print() {
    if (begun) {
      out.print(table());
      out.flush();
    }
  }

  /** Returns the rows and columns that are not empty, and the bytes written. */
  private String table() {
    if (counts.isEmpty()) {
      return "no changes\n";
    }
    Set<String> columns = new LinkedHashSet<>();
    for (String cause : CAUSES.values()) {
      addIfCounted(columns, cause);
    }
    addIfCounted(columns, EXCLUDED);
    StringBuilder table = new StringBuilder(" ".repeat(LABEL_WIDTH));
    columns.forEach(cause -> table.append("  ").append(right(cause, cause)));
    table.append('\n');
    Set<String> rows = new LinkedHashSet<>();
    for (Kind kind : Kind.values()) {
      rows.add(plural(kind));
    }
    rows.retainAll(counts.keySet());
    for (String row : rows) {
      table.append(String.format(Locale.ROOT, "%-" + LABEL_WIDTH + "s", row));
      for (String cause : columns) {
        LongAdder count = counts.get(row).get(cause);
        String number = String.format(Locale.ROOT, "%,d", count == null ? 0 : count.sum());
        table.append("  ").append(right(number, cause));
      }
      table.append('\n');
    }
    return table.append("written: ").append(PassReport.amount(bytes.sum())).append('\n').toString();
  }

  private void addIfCounted(Set<String> columns, String cause) {
    if (counts.values().stream().anyMatch(row -> row.containsKey(cause))) {
      columns.add(cause);
    }
  }

  /** Pads a text to the width of its column. */
  private static String right(String text, String column) {
    int width = Math.max(column.length(), "10,000,000".length());
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }
}

package io.camelmirror.tree;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Which entries of a directory, and of those below it, the mirror includes. From the strongest to
 * the weakest, these rules decide: the patterns of the options; the {@code .mirrorignore} files,
 * those of deeper directories first; the file that the options name. Limits and a filter exclude
 * more, whatever the rules include.
 *
 * <p>Immutable.
 */
public final class Selection {

  /** Includes everything but what {@code .mirrorignore} files exclude. */
  public static final Selection ALL =
      new Selection(null, null, FileLimits.NONE, PathFilter.ALL, false);

  private static final Exclusion BY_FILTER = new Exclusion("a filter of the endpoint", null);

  /** Null if there are none. */
  private final IgnoreRules options;

  /** Null if there are none. */
  private final Level files;

  private final FileLimits limits;
  private final PathFilter filter;
  private final boolean deletesExcluded;

  /**
   * The rules of one file.
   *
   * @param weaker the rules that count where these do not decide; null if there are none
   * @param count the number of rules, with all that are weaker
   */
  private record Level(IgnoreRules rules, Level weaker, int count) {}

  private Selection(
      IgnoreRules options,
      Level files,
      FileLimits limits,
      PathFilter filter,
      boolean deletesExcluded) {
    this.options = options;
    this.files = files;
    this.limits = limits;
    this.filter = filter;
    this.deletesExcluded = deletesExcluded;
  }

  /**
   * The selection at the root.
   *
   * @param options the patterns of the options; null for none
   * @param file the rules of the file that the options name; null for none
   * @param deletesExcluded delete excluded entries from the replica
   */
  public static Selection of(
      IgnoreRules options,
      IgnoreRules file,
      FileLimits limits,
      PathFilter filter,
      boolean deletesExcluded) {
    Level weakest = file == null ? null : new Level(file, null, 0);
    return new Selection(options, weakest, limits, filter, deletesExcluded);
  }

  /** Adds the rules of a directory, which are stronger than those of the directories above. */
  Selection with(IgnoreRules rules) {
    Level level = new Level(rules, files, rulesOfFiles() + rules.size());
    return rules.size() == 0
        ? this
        : new Selection(options, level, limits, filter, deletesExcluded);
  }

  /** Counts the ages of files from this time on. */
  public Selection at(Instant time) {
    return new Selection(options, files, limits.at(time), filter, deletesExcluded);
  }

  /** The number of rules in {@code .mirrorignore} files. */
  int rulesOfFiles() {
    return files == null ? 0 : files.count();
  }

  /** Returns true if nothing is excluded here. */
  public boolean includesAll() {
    return options == null && files == null && !readsEntries();
  }

  /** Returns true if excluded entries are deleted from the replica. */
  public boolean deletesExcluded() {
    return deletesExcluded;
  }

  /** Returns true if more of an entry decides than its name and whether it is a directory. */
  public boolean readsEntries() {
    return limits != FileLimits.NONE || filter != PathFilter.ALL;
  }

  /**
   * Returns what excludes an entry; null to include it. If a directory is excluded, so is
   * everything below it.
   *
   * @param directory the directory of the entry, relative to the root
   * @param entry null for any file, unless {@link #readsEntries}
   * @param side the tree that has the entry: the replica only if the source has none
   */
  public Exclusion excludes(Path directory, RawPath name, Entry entry, PathFilter.Side side) {
    if (options != null || files != null) {
      Exclusion byRules = byRules(directory, name, entry != null && entry.isDirectory());
      if (byRules != null) {
        return byRules;
      }
    }
    if (limits != FileLimits.NONE) {
      Exclusion byLimits = limits.excludes(entry);
      if (byLimits != null) {
        return byLimits;
      }
    }
    return filter == PathFilter.ALL || filter.accepts(directory.resolve(name.path()), entry, side)
        ? null
        : BY_FILTER;
  }

  private Exclusion byRules(Path directory, RawPath name, boolean isDirectory) {
    Text text = new Text(directory, name);
    IgnoreRule rule = options == null ? null : options.match(text.of(options), isDirectory);
    for (Level level = files; rule == null && level != null; level = level.weaker()) {
      rule = level.rules().match(text.of(level.rules()), isDirectory);
    }
    return rule == null || rule.includes() ? null : rule.exclusion();
  }

  /** The name of an entry and, if rules need it, its path. */
  private static final class Text {

    private final Path directory;
    private final String name;
    private String path;

    Text(Path directory, RawPath name) {
      this.directory = directory;
      this.name = IgnoreRules.text(name.bytes());
    }

    String of(IgnoreRules rules) {
      if (!rules.usesPaths()) {
        return name;
      }
      if (path == null) {
        String above = IgnoreRules.text(RawPath.of(directory).bytes());
        path = above.isEmpty() ? name : above + "/" + name;
      }
      return path;
    }
  }
}

package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who this process is to the file systems, from {@code /proc/self/status}; elsewhere a user of whom
 * nothing is known.
 *
 * @param uid the effective user, or -1 when unknown
 * @param groups the groups that the user belongs to
 * @param capabilities the effective capabilities, a bit each
 */
public record Privileges(int uid, Set<Integer> groups, long capabilities) {

  /** Those of this process, at its start. */
  public static final Privileges CURRENT = read();

  private static final int CAP_CHOWN = 0;
  private static final int CAP_DAC_OVERRIDE = 1;
  private static final int EFFECTIVE = 2;

  /** Whether the user is root. */
  public boolean isRoot() {
    return uid == 0;
  }

  /** Whether files may be given to anybody. */
  public boolean mayGiveAway() {
    return has(CAP_CHOWN);
  }

  /** Whether permission bits do not hold it up. */
  public boolean ignoresModes() {
    return has(CAP_DAC_OVERRIDE);
  }

  /** Whether a file of the user's own may be given to a group. */
  public boolean mayGiveTo(int group) {
    return mayGiveAway() || groups.contains(group);
  }

  private boolean has(int capability) {
    return (capabilities >> capability & 1) == 1;
  }

  private static Privileges read() {
    try {
      return parse(Files.readAllLines(Path.of("/proc/self/status")));
    } catch (IOException | RuntimeException e) {
      return new Privileges(-1, Set.of(), 0);
    }
  }

  /** Reads the lines of {@code proc_pid_status(5)}. */
  static Privileges parse(List<String> lines) {
    int uid = -1;
    Set<Integer> groups = new TreeSet<>();
    long capabilities = 0;
    for (String line : lines) {
      List<String> words = new ArrayList<>(List.of(line.split("\\s+")));
      switch (words.get(0)) {
        case "Uid:" -> uid = Integer.parseUnsignedInt(words.get(EFFECTIVE));
        case "Gid:" -> groups.add(Integer.parseUnsignedInt(words.get(EFFECTIVE)));
        case "Groups:" ->
            words.stream().skip(1).map(Integer::parseUnsignedInt).forEach(groups::add);
        case "CapEff:" -> capabilities = Long.parseUnsignedLong(words.get(1), 16);
        default -> {
          // Not about who it is.
        }
      }
    }
    return new Privileges(uid, groups, capabilities);
  }
}

package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The user, groups and capabilities of this process, read from {@code /proc/self/status}. Without
 * that file, an unknown user.
 *
 * @param uid the effective user id, or -1 if unknown
 * @param groups the ids of the user's groups
 * @param capabilities the effective capabilities as a bit mask
 */
public record Privileges(int uid, Set<Integer> groups, long capabilities) {

  /** The privileges of this process at startup. */
  public static final Privileges CURRENT = read();

  private static final int CAP_CHOWN = 0;
  private static final int CAP_DAC_OVERRIDE = 1;
  private static final int EFFECTIVE = 2;

  public boolean isRoot() {
    return uid == 0;
  }

  /** Returns true if the process may give files to any owner (CAP_CHOWN). */
  public boolean mayGiveAway() {
    return has(CAP_CHOWN);
  }

  /** Returns true if permission bits do not restrict the process. */
  public boolean ignoresModes() {
    return has(CAP_DAC_OVERRIDE);
  }

  /** Returns true if the user may give their own files to the group. */
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

  /** Parses the lines of {@code proc_pid_status(5)}. */
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
          // Irrelevant to privileges.
        }
      }
    }
    return new Privileges(uid, groups, capabilities);
  }
}

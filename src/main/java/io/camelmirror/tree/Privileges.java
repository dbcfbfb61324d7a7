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

  private static final int OTHERS_MAY_WRITE = 022;
  private static final int STICKY = 01000;
  private static final int UNKNOWN = -1;
  private static final int CAP_CHOWN = 0;
  private static final int CAP_DAC_OVERRIDE = 1;
  private static final int CAP_FOWNER = 3;
  private static final int CAP_FSETID = 4;
  private static final int CAP_SYS_ADMIN = 21;
  private static final int CAP_SETFCAP = 31;
  private static final int EFFECTIVE = 2;
  private static final String FILE_CAPABILITIES = "security.capability";

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

  /** Returns true if the owner is root or this user. */
  public boolean trusts(int owner) {
    return owner == 0 || owner == uid || uid == UNKNOWN;
  }

  /**
   * Returns true if a directory with this owner and mode lets only root and this user rename or
   * replace entries of this user.
   */
  public boolean protects(int owner, int mode) {
    return trusts(owner) && ((mode & OTHERS_MAY_WRITE) == 0 || (mode & STICKY) != 0);
  }

  /** Returns true if the process may change permissions and times of this owner's entries. */
  public boolean mayChange(int owner) {
    return owner == uid || uid == UNKNOWN || has(CAP_FOWNER);
  }

  /** Returns true if the process may give entries to this owner, but not change them afterwards. */
  public boolean losesControlOf(int owner) {
    return mayGiveAway() && !mayChange(owner);
  }

  /** Returns true if the setgid bit stays on an entry of the group when the process sets it. */
  public boolean keepsSetGroup(int group) {
    return has(CAP_FSETID) || groups.contains(group);
  }

  /** Returns true if the process may set file capabilities (CAP_SETFCAP). */
  public boolean maySetCapabilities() {
    return has(CAP_SETFCAP);
  }

  /** Returns true if the process may set an extended attribute of an entry that it may change. */
  public boolean maySet(String attribute) {
    if (attribute.equals(FILE_CAPABILITIES)) {
      return maySetCapabilities();
    }
    return !ExtendedAttributes.isPrivileged(attribute) || has(CAP_SYS_ADMIN);
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

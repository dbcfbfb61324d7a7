package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the comparison of two entries says. There are few different ones, and none is made twice.
 *
 * @param action what makes the replica equal; null when it is, or when that is not known yet
 * @param unknown what has to be found out about the replica's file system first, or null
 * @param notKept what differs and cannot be kept, here or by this user; empty when nothing does
 */
public record Verdict(Action action, Capability unknown, Set<Capability> notKept) {

  /** The replica is equal. */
  public static final Verdict SAME = new Verdict(null, null, Set.of());

  private static final Map<Action, Verdict> NEEDS = new EnumMap<>(Action.class);
  private static final Map<Capability, Verdict> UNKNOWN = new EnumMap<>(Capability.class);
  private static final Map<Set<Capability>, Verdict> NOT_KEPT = new ConcurrentHashMap<>();
  private static final Map<Capability, Verdict> ONE_NOT_KEPT = new EnumMap<>(Capability.class);

  static {
    for (Action action : Action.values()) {
      NEEDS.put(action, new Verdict(action, null, Set.of()));
    }
    for (Capability capability : Capability.values()) {
      UNKNOWN.put(capability, new Verdict(null, capability, Set.of()));
      ONE_NOT_KEPT.put(capability, new Verdict(null, null, Set.of(capability)));
    }
  }

  static Verdict needs(Action action) {
    return NEEDS.get(action);
  }

  static Verdict unknown(Capability capability) {
    return UNKNOWN.get(capability);
  }

  static Verdict sameBut(Capability notKept) {
    return ONE_NOT_KEPT.get(notKept);
  }

  /** Whether nothing is needed, and nothing unknown. */
  boolean isSame() {
    return action == null && unknown == null;
  }

  /** The same with another action. */
  Verdict with(Action other) {
    return notKept.isEmpty() ? needs(other) : new Verdict(other, unknown, notKept);
  }

  /**
   * The verdict on two entries that are the same by this one, and of which there is another one.
   */
  Verdict and(Verdict other) {
    if (notKept.isEmpty()) {
      return other;
    }
    if (other == SAME) {
      return this;
    }
    Set<Capability> both = EnumSet.copyOf(notKept);
    both.addAll(other.notKept);
    return other.isSame()
        ? NOT_KEPT.computeIfAbsent(both, key -> new Verdict(null, null, Set.copyOf(both)))
        : new Verdict(other.action, other.unknown, both);
  }
}

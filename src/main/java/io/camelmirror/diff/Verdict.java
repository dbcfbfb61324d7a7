package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The result of comparing two entries. There are few distinct verdicts, and they are shared.
 *
 * @param action the action needed; null if none is needed or it is not known yet
 * @param unknown the capability of the replica's file system to probe first, or null
 * @param notKept differences that this file system or user cannot preserve; empty if there are none
 */
public record Verdict(Action action, Capability unknown, Set<Capability> notKept) {

  /** The replica is up to date. */
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

  /** Returns true if no action is needed and nothing is unknown. */
  boolean isSame() {
    return action == null && unknown == null;
  }

  /** Returns a copy with another action. */
  Verdict with(Action other) {
    return notKept.isEmpty() ? needs(other) : new Verdict(other, unknown, notKept);
  }

  /** Combines this verdict, which needs no action, with another one on the same two entries. */
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

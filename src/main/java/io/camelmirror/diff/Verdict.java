package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the comparison of two entries says.
 *
 * @param action what makes the replica equal; null when it is, or when that is not known yet
 * @param unknown what has to be found out about the replica's file system first, or null
 * @param notKept what differs and cannot be kept, here or by this user; null when nothing does
 */
public record Verdict(Action action, Capability unknown, Capability notKept) {

  /** The replica is equal. */
  public static final Verdict SAME = new Verdict(null, null, null);

  private static final Map<Action, Verdict> NEEDS = new EnumMap<>(Action.class);
  private static final Map<Capability, Verdict> UNKNOWN = new EnumMap<>(Capability.class);
  private static final Map<Capability, Verdict> NOT_KEPT = new EnumMap<>(Capability.class);

  static {
    for (Action action : Action.values()) {
      NEEDS.put(action, new Verdict(action, null, null));
    }
    for (Capability capability : Capability.values()) {
      UNKNOWN.put(capability, new Verdict(null, capability, null));
      NOT_KEPT.put(capability, new Verdict(null, null, capability));
    }
  }

  static Verdict needs(Action action) {
    return NEEDS.get(action);
  }

  static Verdict unknown(Capability capability) {
    return UNKNOWN.get(capability);
  }

  static Verdict sameBut(Capability notKept) {
    return NOT_KEPT.get(notKept);
  }
}

package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.WritableTime;

/** The rule that says what a pair of entries needs. It looks at nothing but the two entries. */
public final class Comparison {

  private Comparison() {}

  /**
   * Compares what the two trees have at one path.
   *
   * @param source what the source has there, or null
   * @param replica what the replica has there, or null
   * @return the action that makes the replica equal, or null when it is
   */
  public static Action compare(Entry source, Entry replica) {
    if (source == null) {
      return replica == null ? null : Action.DELETE;
    }
    if (replica == null) {
      return Action.CREATE;
    }
    if (source.kind() != replica.kind()) {
      return Action.REPLACE;
    }
    return switch (source.kind()) {
      case FILE -> compareFiles(source, replica);
      case DIRECTORY ->
          sameMode(source, replica) && sameTime(source, replica) ? null : Action.ATTRIBUTES;
      case LINK -> source.linkTarget().equals(replica.linkTarget()) ? null : Action.UPDATE;
      case SPECIAL -> null;
    };
  }

  private static Action compareFiles(Entry source, Entry replica) {
    if (source.size() != replica.size() || !sameTime(source, replica)) {
      return Action.UPDATE;
    }
    return sameMode(source, replica) ? null : Action.ATTRIBUTES;
  }

  private static boolean sameMode(Entry source, Entry replica) {
    return source.mode() == replica.mode();
  }

  private static boolean sameTime(Entry source, Entry replica) {
    return WritableTime.isWritten(source.modified(), replica.modified());
  }
}

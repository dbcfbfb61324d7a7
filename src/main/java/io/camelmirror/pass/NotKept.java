package io.camelmirror.pass;

import io.camelmirror.diff.Capabilities;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.NotKeptListener;
import io.camelmirror.posix.Posix;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.WritableTree;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reports once what a replica cannot preserve, and why. */
final class NotKept implements NotKeptListener {

  private final Privileges privileges;
  private final Consumer<String> say;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  NotKept(Privileges privileges, Consumer<String> say) {
    this.privileges = privileges;
    this.say = say;
  }

  @Override
  public void notKept(Capability what, Capabilities capabilities) {
    if (said.add(what.name())) {
      say.accept(line(what, capabilities));
    }
  }

  private String line(Capability what, Capabilities capabilities) {
    String why = "the replica's file system does not store them";
    switch (what) {
      case OWNERS -> {
        if (!privileges.mayGiveAway()) {
          why = "only root may give files away";
        }
      }
      case GROUPS -> {
        if (!privileges.mayGiveAway() && !capabilities.lacks(what)) {
          return "groups are kept only where the user belongs to them: only root may give files to"
              + " others";
        }
      }
      case DEVICES -> {
        if (!privileges.isRoot()) {
          why = "only root may make them";
        }
      }
      case MODES -> {
        if (!capabilities.lacks(what)) {
          return "setuid and setgid bits are not kept on the files of other users: the process lacks"
              + " CAP_FOWNER";
        }
      }
      case XATTRS -> {
        if (!capabilities.lacks(what)) {
          return "extended attributes are not all kept: security.capability needs CAP_SETFCAP, and"
              + " other security.* and trusted.* attributes need CAP_SYS_ADMIN";
        }
      }
      default -> {
        // The file system is the reason.
      }
    }
    return what + " are not kept: " + why;
  }

  @Override
  public void notKeptEverywhere(Capability what, Throwable cause) {
    // Each reason is said once.
    if (said.add(what.name() + cause.getClass().getName())) {
      say.accept(what + " are not kept everywhere: " + FailureText.of(cause));
    }
  }

  /** Reports the requested features for which the replica has no system calls. */
  void withoutCalls(Fidelity fidelity, WritableTree replica) {
    for (Capability what : replica.withoutCalls()) {
      if (fidelity.needs().contains(what) && said.add(what.name())) {
        String why = Posix.unavailable() == null ? "not made" : Posix.unavailable();
        say.accept(what + " are not kept: calls of the C library cannot be made, they are " + why);
      }
    }
  }
}

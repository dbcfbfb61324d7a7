package io.camelmirror.cli;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.Privileges;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Formats changes in the letters of rsync, see {@code --itemize-changes} in rsync(1):
 *
 * <pre>
 * >f+++++++++ docs/new
 * >f.st...... docs/edited
 * .d..t...... docs/
 * cL+++++++++ link -> target
 * *deleting   docs/old
 * </pre>
 */
final class ItemizedChange {

  private static final String DELETING = "*deleting   ";
  private static final String MOVING = "*moving     ";
  private static final String NEW = "+++++++++";

  private ItemizedChange() {}

  /** Formats a change that was applied, or would be. */
  static String of(Change change) {
    Entry entry = change.entry();
    String name = PathText.whole(change.path()) + (entry.isDirectory() ? "/" : "");
    if (change.action() == Action.DELETE) {
      return DELETING + name;
    }
    if (change.action() == Action.MOVE) {
      return MOVING + PathText.whole(change.from()) + " -> " + name;
    }
    boolean isNew = change.replica() == null || change.replica().kind() != entry.kind();
    String attributes = isNew ? NEW : attributes(change);
    return update(change) + kind(entry.kind()) + attributes + " " + name + target(change);
  }

  private static String update(Change change) {
    if (change.linkTo() != null) {
      return "h";
    }
    if (change.action() == Action.ATTRIBUTES) {
      return ".";
    }
    return change.entry().kind() == Kind.FILE ? ">" : "c";
  }

  private static char kind(Kind kind) {
    return switch (kind) {
      case FILE -> 'f';
      case DIRECTORY -> 'd';
      case LINK -> 'L';
      case BLOCK_DEVICE, CHARACTER_DEVICE -> 'D';
      case FIFO, SOCKET -> 'S';
    };
  }

  private static String target(Change change) {
    if (change.linkTo() != null) {
      return " => " + PathText.whole(change.linkTo());
    }
    Entry entry = change.entry();
    return entry.kind() == Kind.LINK ? " -> " + PathText.of(entry.linkTarget().bytes()) : "";
  }

  private static String attributes(Change change) {
    Entry source = change.source();
    Entry replica = change.replica();
    boolean size = source.size() != replica.size();
    boolean time = !source.modified().equals(replica.modified());
    boolean file = source.kind() == Kind.FILE;
    boolean content =
        change.action() == Action.UPDATE && change.linkTo() == null && !(file && (size || time));
    Privileges user = Privileges.CURRENT;
    return letter('c', content)
        + letter('s', size)
        + letter('t', time)
        + letter('p', source.mode() != replica.mode() && source.kind() != Kind.LINK)
        + letter('o', source.uid() != replica.uid() && user.mayGiveAway())
        + letter('g', source.gid() != replica.gid() && user.mayGiveTo(source.gid()))
        + '.'
        + letter('a', differs(source.extended(), replica.extended(), true))
        + letter('x', differs(source.extended(), replica.extended(), false));
  }

  private static String letter(char letter, boolean changed) {
    return String.valueOf(changed ? letter : '.');
  }

  private static boolean differs(
      ExtendedAttributes one, ExtendedAttributes other, boolean accessLists) {
    Set<String> names = new HashSet<>(one.names());
    names.addAll(other.names());
    return names.stream()
        .filter(name -> ExtendedAttributes.isAccessList(name) == accessLists)
        .anyMatch(name -> !Arrays.equals(one.value(name), other.value(name)));
  }
}

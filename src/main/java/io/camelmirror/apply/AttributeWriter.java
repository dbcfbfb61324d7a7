package io.camelmirror.apply;

import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Facet;
import io.camelmirror.diff.LeftOut;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Held;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Owner;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.Set;

/** Gives an entry of the replica what its like in the source has beside content. */
final class AttributeWriter {

  private static final int OWNER_MAY_WRITE = 0600;

  private static final String CAPABILITIES = "security.capability";

  /** What a new entry may have from the directory in which it was made. */
  private static final Set<String> INHERITED =
      Set.of("system.posix_acl_access", "system.posix_acl_default");

  private final FileOperations operations;
  private final Comparison comparison;
  private final LeftOut leftOut;
  private final Privileges privileges;

  AttributeWriter(FileOperations operations, Comparison comparison) {
    this.operations = operations;
    this.comparison = comparison;
    this.leftOut = comparison.leftOut();
    this.privileges = comparison.privileges();
  }

  /**
   * Writes all that can be kept. The order matters: a change of owner takes permissions away, one
   * of permissions an access list, and each of them moves no time but the last.
   *
   * @param wanted what the source has
   * @param found what stands there; null for an entry that this process has just made
   */
  void write(Held in, RawPath name, Entry wanted, Entry found) throws IOException {
    write(in, name, wanted, found, found == null ? null : Owner.of(found));
  }

  /**
   * Writes all that can be kept of a file.
   *
   * @param made a file that this process has just made
   * @param owner whose it is now
   */
  void writeNew(Held made, Entry wanted, Owner owner) throws IOException {
    write(made, RawPath.SELF, wanted, null, owner);
  }

  private void write(Held in, RawPath name, Entry wanted, Entry found, Owner before)
      throws IOException {
    boolean given = setOwner(in, name, wanted, before);
    removeExtended(in, name, wanted, found);
    setExtended(in, name, wanted, found, false);
    if (wanted.kind() != Kind.LINK
        && !leftOut.has(Facet.MODES)
        && (given || !hasModeFor(wanted, found))) {
      setMode(in, name, wanted.mode());
    }
    setExtended(in, name, wanted, found, true);
    setModified(in, name, wanted);
  }

  /**
   * Whether what is found has the mode already: not when it may have been widened since for what
   * was to be done, nor when what else is kept may have changed it.
   */
  private static boolean hasModeFor(Entry wanted, Entry found) {
    return found != null
        && found.mode() == wanted.mode()
        && (found.mode() & Applier.OWNER_MAY) == Applier.OWNER_MAY
        && found.extended().names().isEmpty()
        && wanted.extended().names().isEmpty();
  }

  /**
   * Tells whether it was changed.
   *
   * @param before whose it is; null when that is not known
   */
  private boolean setOwner(Held in, RawPath name, Entry wanted, Owner before) throws IOException {
    boolean owner =
        privileges.mayGiveAway()
            && !leftOut.has(Facet.OWNERS)
            && (before == null || before.uid() != wanted.uid());
    boolean group =
        privileges.mayGiveTo(wanted.gid())
            && !leftOut.has(Facet.GROUPS)
            && (before == null || before.gid() != wanted.gid());
    if (owner || group) {
      try {
        operations.setOwner(in, name, owner ? wanted.uid() : -1, wanted.gid());
      } catch (CannotKeepException e) {
        e.enter(leftOut);
      }
    }
    return owner || group;
  }

  private void setMode(Held in, RawPath name, int mode) throws IOException {
    try {
      operations.setMode(in, name, mode);
    } catch (CannotKeepException e) {
      e.enter(leftOut);
    }
  }

  private void removeExtended(Held in, RawPath name, Entry wanted, Entry found) throws IOException {
    if (found != null) {
      for (String attribute : found.extended().names()) {
        if (wanted.extended().value(attribute) == null) {
          putExtended(in, name, wanted, attribute, null);
        }
      }
    } else if (comparison.fidelity().accessLists() && wanted.kind() != Kind.LINK) {
      for (String attribute : INHERITED) {
        if (wanted.extended().value(attribute) == null) {
          putExtended(in, name, wanted, attribute, null);
        }
      }
    }
  }

  private void setExtended(Held in, RawPath name, Entry wanted, Entry found, boolean accessLists)
      throws IOException {
    if (wanted.extended() == ExtendedAttributes.NONE) {
      return;
    }
    for (String attribute : wanted.extended().names()) {
      byte[] value = wanted.extended().value(attribute);
      // What was set before has changed an access list, and has taken capabilities away.
      boolean there =
          !accessLists
              && found != null
              && !attribute.equals(CAPABILITIES)
              && Arrays.equals(value, found.extended().value(attribute));
      if (ExtendedAttributes.isAccessList(attribute) == accessLists && !there) {
        putExtended(in, name, wanted, attribute, value);
      }
    }
  }

  private void putExtended(Held in, RawPath name, Entry wanted, String attribute, byte[] value)
      throws IOException {
    if (!comparison.isKept(attribute)) {
      return;
    }
    try {
      tryExtended(in, name, wanted, attribute, value);
    } catch (CannotKeepException e) {
      e.enter(leftOut);
    }
  }

  private void tryExtended(Held in, RawPath name, Entry wanted, String attribute, byte[] value)
      throws IOException {
    try {
      operations.setExtended(in, name, attribute, value);
    } catch (ExtendedAttributeException e) {
      if (!(e.getCause() instanceof AccessDeniedException)) {
        throw e;
      }
      // The owner must be permitted to write to it, whatever its permissions are to be.
      operations.setMode(in, name, wanted.mode() | OWNER_MAY_WRITE);
      operations.setExtended(in, name, attribute, value);
    }
  }

  private void setModified(Held in, RawPath name, Entry wanted) throws IOException {
    if (wanted.kind() == Kind.LINK && leftOut.has(Facet.LINK_TIMES)) {
      return;
    }
    try {
      tryModified(in, name, wanted);
    } catch (CannotKeepException e) {
      e.enter(leftOut);
    }
  }

  private void tryModified(Held in, RawPath name, Entry wanted) throws IOException {
    try {
      operations.setModified(in, name, wanted.modified());
    } catch (AccessDeniedException e) {
      // Where it has to be opened for that, it has to be readable.
      operations.setMode(in, name, wanted.mode() | OWNER_MAY_WRITE);
      operations.setModified(in, name, wanted.modified());
      operations.setMode(in, name, wanted.mode());
    }
  }
}

package io.camelmirror.apply;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.Set;

/**
 * Copies the attributes of one source entry to the replica. If one attribute fails, the others are
 * still written.
 */
final class AttributeWriter {

  private static final int OWNER_MAY_WRITE = 0600;
  private static final int SET_IDS = 06000;
  private static final int GROUP_MAY = 070;

  private static final String CAPABILITIES = "security.capability";

  /** A new entry may inherit these from its parent directory. */
  private static final Set<String> INHERITED =
      Set.of(ExtendedAttributes.OWN_ACCESS_LIST, ExtendedAttributes.DEFAULT_ACCESS_LIST);

  private final WritableDirectory in;
  private final WritableHandle entry;
  private final Entry wanted;
  private final Entry found;
  private final Privileges privileges;
  private final CapabilityProbe probe;
  private IOException failure;

  /** Shared by the attribute writers of a pass. */
  record Tools(Privileges privileges, CapabilityProbe probe) {

    /**
     * Writes all attributes that can be preserved.
     *
     * @param in the parent directory
     * @param wanted the source entry
     * @param found the replica entry; null if this process has just created it
     * @param owner the current owner; null if unknown
     * @return the failure to preserve attributes, or null
     */
    IOException write(
        WritableDirectory in, WritableHandle entry, Entry wanted, Entry found, Entry.Owner owner) {
      AttributeWriter writer = new AttributeWriter(this, in, entry, wanted, found);
      writer.write(owner);
      return writer.failure;
    }
  }

  /** Removes the ACLs that an entry may have inherited. */
  static void removeInherited(WritableHandle entry) throws IOException {
    for (String attribute : INHERITED) {
      entry.setExtended(attribute, null);
    }
  }

  private AttributeWriter(
      Tools tools, WritableDirectory in, WritableHandle entry, Entry wanted, Entry found) {
    this.in = in;
    this.entry = entry;
    this.wanted = wanted;
    this.found = found;
    this.privileges = tools.privileges;
    this.probe = tools.probe;
  }

  /**
   * The order matters. Changing the owner clears permission bits, changing permissions alters an
   * ACL, and the modification time is set after everything else.
   */
  private void write(Entry.Owner before) {
    if (privileges.losesControlOf(wanted.uid())) {
      // Without CAP_FOWNER, nothing more can be changed after the entry is given away.
      writeRest(true);
      setOwner(before);
    } else {
      writeRest(setOwner(before));
    }
  }

  private void writeRest(boolean given) {
    int mode = failure == null ? wanted.mode() : wanted.mode() & ~SET_IDS;
    removeExtended();
    setExtended(false);
    if (wanted.kind() != Kind.LINK && (given || !hasMode())) {
      setMode(mode);
    }
    if (!setAccessLists()) {
      // Without the ACL, the group bits of the mode still hold the ACL's mask.
      setMode(mode & ~GROUP_MAY);
    }
    setModified();
  }

  /**
   * Returns true if the mode is right already. False if it may have been widened for this change,
   * or if setting other attributes may have changed it.
   */
  private boolean hasMode() {
    return found != null
        && found.mode() == wanted.mode()
        && (found.mode() & DirectoryAccess.OWNER_MAY) == DirectoryAccess.OWNER_MAY
        && found.extended().names().isEmpty()
        && wanted.extended().names().isEmpty();
  }

  /** Returns true if a change of owner or group was attempted. */
  private boolean setOwner(Entry.Owner before) {
    boolean owner = privileges.mayGiveAway() && (before == null || before.uid() != wanted.uid());
    boolean group =
        privileges.mayGiveTo(wanted.gid()) && (before == null || before.gid() != wanted.gid());
    if (owner || group) {
      try {
        entry.setOwner(owner ? wanted.uid() : -1, wanted.gid());
      } catch (IOException e) {
        isKept(e, owner ? "owner" : "group", owner ? Capability.OWNERS : Capability.GROUPS);
      }
    }
    return owner || group;
  }

  private void setMode(int mode) {
    try {
      entry.setMode(mode);
    } catch (IOException e) {
      isKept(e, "permissions", Capability.MODES);
    }
  }

  private void removeExtended() {
    if (found != null) {
      for (String attribute : found.extended().names()) {
        if (wanted.extended().value(attribute) == null && privileges.maySet(attribute)) {
          putExtended(attribute, null);
        }
      }
    } else if (wanted.kind() != Kind.LINK && inheritsAccessLists()) {
      for (String attribute : INHERITED) {
        if (wanted.extended().value(attribute) == null) {
          putExtended(attribute, null);
        }
      }
    }
  }

  private boolean inheritsAccessLists() {
    try {
      return in.hasDefaultAccessList();
    } catch (IOException e) {
      return true;
    }
  }

  private boolean setAccessLists() {
    return wanted.extended() == ExtendedAttributes.NONE || setExtended(true);
  }

  /** Sets ACLs or all other attributes; returns false if any of them failed. */
  private boolean setExtended(boolean lists) {
    boolean set = true;
    for (String attribute : wanted.extended().names()) {
      byte[] value = wanted.extended().value(attribute);
      // The steps before may have changed an ACL and cleared file capabilities.
      boolean there =
          !lists
              && found != null
              && !attribute.equals(CAPABILITIES)
              && Arrays.equals(value, found.extended().value(attribute));
      if (ExtendedAttributes.isAccessList(attribute) == lists
          && !there
          && privileges.maySet(attribute)) {
        set &= putExtended(attribute, value);
      }
    }
    return set;
  }

  private boolean putExtended(String attribute, byte[] value) {
    try {
      tryExtended(attribute, value);
      return true;
    } catch (IOException e) {
      return isKept(e, "extended attribute " + attribute, Capability.ofAttribute(attribute));
    }
  }

  private void tryExtended(String attribute, byte[] value) throws IOException {
    try {
      entry.setExtended(attribute, value);
    } catch (AccessDeniedException e) {
      // The owner needs write permission, whatever the final mode.
      entry.setMode(wanted.mode() | OWNER_MAY_WRITE);
      entry.setExtended(attribute, value);
    }
  }

  private void setModified() {
    try {
      tryModified();
    } catch (IOException e) {
      isKept(
          e,
          "modification time",
          wanted.kind() == Kind.LINK ? Capability.LINK_TIMES : Capability.TIMES);
    }
  }

  private void tryModified() throws IOException {
    try {
      entry.setModified(wanted.modified());
    } catch (AccessDeniedException e) {
      // The call may have to open the entry, which its mode may forbid.
      entry.setMode(wanted.mode() | OWNER_MAY_WRITE);
      entry.setModified(wanted.modified());
      entry.setMode(wanted.mode());
    }
  }

  /**
   * Returns true if the file system does not support the attribute, so that nothing more can be
   * done. Otherwise records the failure.
   */
  private boolean isKept(IOException cause, String attribute, Capability capability) {
    if (cause instanceof NotSupportedException && isLacking(capability)) {
      return true;
    }
    AttributeException named = new AttributeException(attribute, cause);
    if (failure == null) {
      failure = named;
    } else {
      failure.addSuppressed(named);
    }
    return false;
  }

  private boolean isLacking(Capability capability) {
    try {
      return probe.lacks(in, capability);
    } catch (IOException e) {
      return false;
    }
  }
}

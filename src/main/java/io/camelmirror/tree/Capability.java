package io.camelmirror.tree;

/** A feature that a file system may or may not support. */
public enum Capability {
  OWNERS("owners"),
  GROUPS("groups"),
  MODES("permissions"),
  TIMES("modification times"),
  LINKS("symbolic links"),
  LINK_TIMES("times of symbolic links"),
  XATTRS("extended attributes"),
  ACLS("POSIX ACLs"),
  HARD_LINKS("hard links"),
  DEVICES("device nodes"),
  FIFOS("FIFOs"),
  SPARSE("holes in files");

  private final String text;

  Capability(String text) {
    this.text = text;
  }

  /** The capability that an extended attribute needs. */
  public static Capability ofAttribute(String attribute) {
    return ExtendedAttributes.isAccessList(attribute) ? ACLS : XATTRS;
  }

  /** The plural name for messages. */
  @Override
  public String toString() {
    return text;
  }
}

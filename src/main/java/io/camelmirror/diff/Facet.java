package io.camelmirror.diff;

/** Something about an entry that cannot be kept everywhere, or not by everybody. */
public enum Facet {
  OWNERS("owners"),
  GROUPS("groups"),
  MODES("permissions"),
  LINKS("symbolic links"),
  LINK_TIMES("times of symbolic links"),
  ATTRIBUTES("extended attributes"),
  ACCESS_LISTS("POSIX access lists"),
  HARD_LINKS("hard links"),
  DEVICES("device nodes"),
  FIFOS("FIFOs"),
  SPARSE("holes in files");

  private final String text;

  Facet(String text) {
    this.text = text;
  }

  /** In words, plural. */
  @Override
  public String toString() {
    return text;
  }
}

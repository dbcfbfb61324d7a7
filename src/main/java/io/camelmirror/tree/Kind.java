package io.camelmirror.tree;

/** The kind of thing that stands at a path, never looked at through a link. */
public enum Kind {
  FILE,
  DIRECTORY,
  LINK,
  /** A FIFO, socket or device node. */
  SPECIAL
}

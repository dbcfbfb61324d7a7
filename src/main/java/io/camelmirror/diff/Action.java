package io.camelmirror.diff;

/** What has to happen at one path so that the replica equals the source there. */
public enum Action {
  /** The replica has nothing there. */
  CREATE,
  /** Both have the same kind, but other content. */
  UPDATE,
  /** The replica has another kind of entry there. */
  REPLACE,
  /** The content is the same, permissions or times are not. */
  ATTRIBUTES,
  /** The source has nothing there. */
  DELETE
}

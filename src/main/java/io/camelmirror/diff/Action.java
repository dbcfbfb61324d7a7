package io.camelmirror.diff;

/** The action that makes the replica match the source at one path. */
public enum Action {
  /** The replica has no entry. */
  CREATE,
  /** The kind is the same but the content differs. */
  UPDATE,
  /** The replica has an entry of another kind. */
  REPLACE,
  /** The content is the same but permissions or times differ. */
  ATTRIBUTES,
  /** The source has no entry. */
  DELETE
}

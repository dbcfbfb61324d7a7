package io.camelmirror.diff;

/** Why an entry of the source is not mirrored. */
public enum Skipped {
  /** Its kind is not asked for, or cannot be kept. */
  KIND,
  /** It is on a file system of its own, and those are left out. */
  OTHER_FILE_SYSTEM,
  /** It goes on changing; the next pass looks at it again. */
  BEING_WRITTEN,
  /** The replica has another kind of entry there, which a guard or {@code noDelete} protects. */
  PROTECTED
}

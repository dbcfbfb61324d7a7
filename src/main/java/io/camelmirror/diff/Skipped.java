package io.camelmirror.diff;

/** Why a source entry is not mirrored. */
public enum Skipped {
  /** Its kind is not selected, or the replica cannot store it. */
  KIND,
  /** It is on another file system, and other file systems are skipped. */
  OTHER_FILE_SYSTEM,
  /** It keeps changing; the next pass checks it again. */
  BEING_WRITTEN,
  /** The replica has an entry of another kind, which a guard or {@code noDelete} protects. */
  PROTECTED,
  /**
   * The directory's permissions would let others see orphans that a guard or {@code noDelete}
   * protects.
   */
  KEPT_CLOSED
}

package io.camelmirror.pass;

import io.camelmirror.diff.Difference;
import io.camelmirror.diff.Problem;

/** Receives what a {@link Verification} finds. */
public interface VerifyListener {

  /** Source and replica differ at a path. */
  default void differs(String mirror, Difference difference) {}

  /** A path could not be compared. */
  default void notVerified(String mirror, Problem problem) {}

  /** A verification has ended, with its repair if it made one. */
  default void verified(VerifyReport report) {}

  /** A verification could not start, or an error ended it. */
  default void verifyFailed(String mirror, Exception cause) {}
}

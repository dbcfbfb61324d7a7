package io.camelmirror.diff;

import io.camelmirror.tree.Capability;

/** Is told what the replica cannot preserve. Methods may be called concurrently and repeatedly. */
public interface NotKeptListener {

  /** A difference remains because this user or the replica's file system cannot preserve it. */
  void notKept(Capability what, Capabilities capabilities);

  /**
   * One path could not preserve something, probably like others; it is not reported as a problem.
   */
  void notKeptEverywhere(Capability what, Throwable cause);
}

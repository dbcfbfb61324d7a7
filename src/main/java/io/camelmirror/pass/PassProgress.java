package io.camelmirror.pass;

import io.camelmirror.diff.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A pass in progress. The counters keep changing; reading them does not slow the pass. */
public interface PassProgress {

  /** The name of the mirror. */
  String mirror();

  /** The number of the pass, starting at 1 when the mirror is opened. */
  long number();

  /** The part of the trees requested. */
  Scope scope();

  Instant started();

  /** Returns true if nothing is written. */
  boolean isDryRun();

  /** Names listed in the source so far, directories included. */
  long seen();

  /**
   * Files, links and special files of the source dealt with so far: unchanged, copied, updated or
   * skipped.
   */
  long checked();

  /** Changes found so far. Orphans count once their removal starts. */
  long found();

  /** Changes completed so far. */
  long done();

  /** Bytes of content in the changes found so far. */
  long bytesFound();

  /** Bytes of content written so far, those of copies in progress included. */
  long bytesDone();

  /** A number that changes while anything is done, also in the middle of a long copy. */
  long activity();

  /** The paths of the changes in progress, at most one per thread. */
  List<Path> currentPaths();
}

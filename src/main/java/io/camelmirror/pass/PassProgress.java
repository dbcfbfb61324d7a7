package io.camelmirror.pass;

import io.camelmirror.diff.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A pass while it runs. The counters go on; reading them costs the pass nothing. */
public interface PassProgress {

  /** The name of the mirror. */
  String mirror();

  /** The number of the pass since the mirror was opened, from 1. */
  long number();

  /** The part of the trees that was asked for. */
  Scope scope();

  Instant started();

  /** Whether nothing is written. */
  boolean isDryRun();

  /** Names listed in the source so far, directories included. */
  long seen();

  /** Changes found so far, orphans not included before they are to be removed. */
  long found();

  /** Changes dealt with so far. */
  long done();

  /** Bytes of content of the changes found so far. */
  long bytesFound();

  /** Bytes of content written so far. */
  long bytesDone();

  /** The paths whose changes are under way, one for each thread that has one. */
  List<Path> currentPaths();
}

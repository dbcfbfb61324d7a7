package io.camelmirror.apply;

/**
 * What came of making something.
 *
 * @param bytes bytes of content written
 */
record Made(Outcome.State state, long bytes) {

  static final Made NOTHING_WRITTEN = new Made(Outcome.State.APPLIED, 0);
  static final Made OUTDATED = new Made(Outcome.State.OUTDATED, 0);
  static final Made SKIPPED = new Made(Outcome.State.SKIPPED, 0);
}

package io.camelmirror.karaf;

/**
 * A mirror as JMX shows it, under {@code io.camelmirror:type=Mirror,name=NAME}. The counts are
 * those of the last pass that came to its end, and 0 before the first; texts are null where there
 * is nothing to say.
 */
public interface MirrorMXBean {

  /** The name, from that of its file. */
  String getName();

  /** {@code running}, {@code paused} or {@code stopped}. */
  String getState();

  /** The file with the settings. */
  String getSettings();

  String getSource();

  String getReplica();

  /** The time between two passes: {@code 60s}. */
  String getInterval();

  boolean isPaused();

  /** Why it does not run as its file says. */
  String getComplaint();

  /** The report of the last pass in one line. */
  String getLastPass();

  /** When the last pass ended or failed, in ISO 8601. */
  String getLastPassAt();

  /** Why the last pass could not be made. */
  String getLastFailure();

  /** The name of the guard that refused to delete in the last pass. */
  String getRefused();

  /** The number of the last pass, from 1. */
  long getPass();

  long getCopied();

  long getUpdated();

  long getDeleted();

  long getUnchanged();

  long getSkipped();

  long getFailed();

  /** Orphans that wait for a reconciliation. */
  long getHeld();

  /** Bytes of content written. */
  long getBytes();

  double getSeconds();

  /** Makes a pass now and gives its report. */
  String run() throws Exception;

  /** Lets no pass begin by itself. */
  void pause();

  /** Ends a pause. */
  void resume();
}

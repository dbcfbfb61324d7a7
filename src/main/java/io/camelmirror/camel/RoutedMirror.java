package io.camelmirror.camel;

import io.camelmirror.pass.Mirror;
import io.camelmirror.tree.FolderPair;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state shared by the endpoints of one pair of folders: the mirror, which the marching consumer
 * creates from its options, and the consumer of orphans.
 */
final class RoutedMirror {

  private final FolderPair folders;

  /** Where the folders were when the first endpoint started. */
  private final FolderPair real;

  /** Endpoints with dryRun set. */
  private final Set<MirrorEndpoint> dry = ConcurrentHashMap.newKeySet();

  private MirrorConsumer marching;
  private OrphanConsumer orphans;
  private volatile Mirror mirror;

  RoutedMirror(FolderPair folders, FolderPair real) {
    this.folders = folders;
    this.real = real;
  }

  boolean isAt(FolderPair other) {
    return real.equals(other);
  }

  FolderPair folders() {
    return folders;
  }

  /** The mirror; null unless a marching consumer is started. */
  Mirror mirror() {
    return mirror;
  }

  /**
   * Reserves the folders for a marching consumer that is about to start.
   *
   * @throws IllegalArgumentException if another consumer has the same folders
   */
  synchronized void claim(MirrorConsumer consumer) {
    if (marching != null && marching != consumer) {
      throw new IllegalArgumentException(
          "two routes march from "
              + folders.source()
              + " to "
              + folders.replica()
              + ": "
              + marching.getEndpoint()
              + " has them already; one mirror has one route that polls it");
    }
    marching = consumer;
  }

  /** Sets the mirror that the marching consumer has opened. */
  synchronized void begin(Mirror begun) {
    mirror = begun;
    if (!dry.isEmpty()) {
      begun.makeDry();
    }
    setRemovals();
  }

  /** Closes the mirror after the marching consumer has stopped. */
  synchronized void end(MirrorConsumer consumer) {
    if (marching == consumer) {
      marching = null;
      Mirror ended = mirror;
      mirror = null;
      if (ended != null) {
        ended.close();
      }
    }
  }

  /** Switches the mirror to a dry run because of an endpoint's option. */
  synchronized void makeDry(MirrorEndpoint endpoint) {
    dry.add(endpoint);
    if (mirror != null) {
      mirror.makeDry();
    }
  }

  boolean isDry() {
    return !dry.isEmpty();
  }

  /**
   * Gives the orphans to a consumer.
   *
   * @throws IllegalArgumentException if another consumer has them
   */
  synchronized void claimOrphans(OrphanConsumer consumer) {
    if (orphans != null && orphans != consumer) {
      throw new IllegalArgumentException(
          "two routes take the orphans of "
              + folders.replica()
              + ": "
              + orphans.getEndpoint()
              + " has them already; one mirror has one route with orphans=true");
    }
    orphans = consumer;
    setRemovals();
  }

  /** Deletes nothing more after the consumer of orphans was suspended or stopped. */
  synchronized void releaseOrphans(OrphanConsumer consumer) {
    if (orphans == consumer) {
      orphans = null;
      setRemovals();
    }
  }

  private void setRemovals() {
    if (mirror != null) {
      mirror.setRemovals(orphans == null ? null : orphans.sink());
    }
  }
}

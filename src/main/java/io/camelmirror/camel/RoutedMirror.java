package io.camelmirror.camel;

import io.camelmirror.pass.Mirror;
import io.camelmirror.tree.FolderPair;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the endpoints of one pair of folders share: the mirror, which the marching consumer brings
 * with its options, and the consumer of orphans.
 */
final class RoutedMirror {

  private final FolderPair folders;

  /** Endpoints by which somebody asked that nothing is written. */
  private final Set<MirrorEndpoint> dry = ConcurrentHashMap.newKeySet();

  private MirrorConsumer marching;
  private OrphanConsumer orphans;
  private volatile Mirror mirror;

  RoutedMirror(FolderPair folders) {
    this.folders = folders;
  }

  FolderPair folders() {
    return folders;
  }

  /** The mirror; null while no consumer that marches is started. */
  Mirror mirror() {
    return mirror;
  }

  /**
   * A consumer that marches is about to start.
   *
   * @throws IllegalArgumentException when another one has the same folders
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

  /** The consumer that marches brings the mirror. */
  synchronized void begin(Mirror begun) {
    mirror = begun;
    if (!dry.isEmpty()) {
      begun.makeDry();
    }
    begun.setRemovals(orphans == null ? null : orphans.sink());
  }

  /** The consumer that marches has been stopped. */
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

  /** Nothing is to be written by the mirror any more, as one of its endpoints says. */
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
   * The consumer of orphans has been started, or stopped.
   *
   * @param consumer null when it was stopped
   */
  synchronized void setOrphans(OrphanConsumer consumer) {
    orphans = consumer;
    if (mirror != null) {
      mirror.setRemovals(consumer == null ? null : consumer.sink());
    }
  }
}

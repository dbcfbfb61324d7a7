package io.camelmirror.camel;

import io.camelmirror.pass.Mirror;
import io.camelmirror.tree.FolderPair;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;

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

  /** Null before the first verification. */
  private Verifications verifications;

  private MirrorConsumer marching;
  private OrphanConsumer orphans;
  private volatile Mirror mirror;

  /** The last time a route asked for a reconciliation; null if none has since the mirror began. */
  private volatile Trigger trigger;

  private record Trigger(long nanos, BooleanSupplier wanted) {}

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
   * Asks for a reconciliation because a route says so; see {@link Mirror#reconcile}. Does nothing
   * unless a marching consumer is started.
   */
  void reconcile(BooleanSupplier wanted) throws IOException, InterruptedException {
    Mirror asked = mirror;
    if (asked != null) {
      trigger = new Trigger(System.nanoTime(), wanted);
      asked.reconcile(wanted);
    }
  }

  /**
   * Asks for a reconciliation at the end of the next pass in place of a route that has not started
   * yet, or that has asked not long ago and may be a little late.
   *
   * @param millis how long ago it may have asked, in milliseconds
   */
  void askInPlaceOfRoute(long millis) {
    Mirror asked = mirror;
    Trigger last = trigger;
    if (asked != null && last == null) {
      asked.ask(() -> true);
    } else if (asked != null
        && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - last.nanos()) <= millis) {
      asked.ask(last.wanted());
    }
  }

  /**
   * Refuses an exchange of the pass under way to an operation that may wait for that pass.
   *
   * @throws IllegalStateException if it is one
   */
  void refusePassUnderWay(String operation, Exchange exchange) {
    MirrorFile file = MirrorFile.of(exchange);
    if (file != null && file.pending().isOf(mirror) && file.pending().isPassUnderWay()) {
      // The pass may wait for this exchange, on whatever thread it is now.
      throw new IllegalStateException(
          "operation="
              + operation
              + " cannot be sent an exchange of the pass under way, which would wait for itself; use"
              + " a route of its own");
    }
  }

  /** The verifications of the mirror. */
  synchronized Verifications verifications() {
    if (verifications == null) {
      verifications = new Verifications(this);
    }
    return verifications;
  }

  /** Ends a verification under way soon. */
  synchronized void abortVerification() {
    if (verifications != null) {
      verifications.abort();
    }
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
    trigger = null;
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
      abortVerification();
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

package io.camelmirror.camel;

import io.camelmirror.pass.Mirror;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.UnusableFolderException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The mirrors of a component by their folders. */
final class RoutedMirrors {

  private final Map<FolderPair, RoutedMirror> known = new ConcurrentHashMap<>();

  /** Returns the mirror of two folders, however their paths are written. */
  synchronized RoutedMirror of(FolderPair folders) throws UnusableFolderException {
    RoutedMirror mirror = known.get(folders);
    if (mirror == null) {
      FolderPair real = folders.real();
      mirror =
          known.values().stream()
              .filter(other -> other.isAt(real))
              .findFirst()
              .orElseGet(() -> new RoutedMirror(folders, real));
      known.put(folders, mirror);
    }
    return mirror;
  }

  /** Does something to each mirror that a marching consumer has started. */
  void each(Consumer<Mirror> action) {
    for (RoutedMirror routed : known.values()) {
      Mirror mirror = routed.mirror();
      if (mirror != null) {
        action.accept(mirror);
      }
    }
  }

  void abortVerifications() {
    known.values().forEach(RoutedMirror::abortVerification);
  }

  void clear() {
    known.clear();
  }
}

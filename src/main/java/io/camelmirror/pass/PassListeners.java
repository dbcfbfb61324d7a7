package io.camelmirror.pass;

import io.camelmirror.tree.FailureText;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners of one mirror. Their exceptions do not reach the pass. */
final class PassListeners {

  private static final Logger LOG = LoggerFactory.getLogger("io.camelmirror.pass");

  private final List<PassListener> listeners = new CopyOnWriteArrayList<>();

  void add(PassListener listener) {
    listeners.add(listener);
  }

  void remove(PassListener listener) {
    listeners.remove(listener);
  }

  /** Returns true if a listener wants to hear of excluded entries. */
  boolean wantExcluded() {
    boolean[] wanted = {false};
    tell(listener -> wanted[0] |= listener.wantsExcluded());
    return wanted[0];
  }

  /** Notifies each listener. */
  void tell(Consumer<PassListener> event) {
    for (PassListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) {
        LOG.warn("a listener failed: {}", FailureText.of(e));
      }
    }
  }
}

package io.camelmirror.camel;

import io.camelmirror.apply.PassReport;

/** Hears how each pass ended. Instances are looked up in Camel's registry. */
public interface PassListener {

  /** A pass came to its end; with every pass, its reconciliation did too. */
  void passEnded(PassReport report);

  /** A pass could not begin or broke off. It is tried again at the next interval. */
  void passFailed(Exception cause);
}

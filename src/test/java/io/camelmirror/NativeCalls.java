package io.camelmirror;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.posix.Posix;
import io.camelmirror.tree.local.LocalSite;

/** Ends tests of calls that cannot be made here, without a failure. */
public final class NativeCalls {

  private NativeCalls() {}

  public static void require(LocalSite.Calls calls) {
    if (calls == LocalSite.Calls.POSIX) {
      require();
    }
  }

  public static void require() {
    assumeTrue(Posix.isAvailable(), () -> "no calls of the C library: " + Posix.unavailable());
  }
}

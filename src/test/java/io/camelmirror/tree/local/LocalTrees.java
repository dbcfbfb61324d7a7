package io.camelmirror.tree.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.posix.Posix;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.WritableTree;
import io.camelmirror.tree.local.LocalSite.Calls;
import java.io.IOException;
import java.nio.file.Path;

/** Opens folders of this machine, for tests that want either way to a file system. */
public final class LocalTrees {

  private LocalTrees() {}

  /** Ends a test, without a failure, that wants calls that cannot be made here. */
  public static void require(Calls calls) {
    assumeTrue(
        calls == Calls.NIO || Posix.isAvailable(),
        () -> "no calls of the C library: " + Posix.unavailable());
  }

  /** Opens one folder, without following links. */
  public static WritableTree open(Calls calls, Path folder) throws IOException {
    return open(calls, folder, ReadOptions.PLAIN);
  }

  /** Opens one folder. */
  public static WritableTree open(Calls calls, Path folder, ReadOptions options)
      throws IOException {
    return site(calls, folder, folder).openOutside(folder, options, false);
  }

  /** Opens a source and a replica, which may be missing. */
  public static Trees open(Calls calls, Path source, Path replica, ReadOptions options)
      throws IOException {
    return site(calls, source, replica).open(options, true);
  }

  private static LocalSite site(Calls calls, Path source, Path replica) {
    return new LocalSite(new FolderPair(source, replica), calls);
  }
}

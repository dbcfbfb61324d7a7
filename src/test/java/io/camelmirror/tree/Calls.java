package io.camelmirror.tree;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.posix.Posix;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The two ways to a file system, for tests that want either. */
public enum Calls {
  /** The calls of the C library. */
  POSIX {
    @Override
    public TreeRoot root(Path folder, Look look) throws IOException {
      require();
      return new PosixRoot(folder, look, path -> true);
    }
  },
  /** Those that Java makes. */
  NIO {
    @Override
    public TreeRoot root(Path folder, Look look) throws IOException {
      return new NioRoot(folder, look);
    }
  };

  /** Those that the program takes here. */
  public static Calls best() {
    return Posix.isAvailable() ? POSIX : NIO;
  }

  /** Ends a test, without a failure, that wants calls that cannot be made here. */
  public final void require() {
    assumeTrue(
        this == NIO || Posix.isAvailable(),
        () -> "no calls of the C library: " + Posix.unavailable());
  }

  /** Opens a root that is there. */
  public abstract TreeRoot root(Path folder, Look look) throws IOException;

  /** Opens a root that is there, without following links. */
  public final TreeRoot root(Path folder) throws IOException {
    return root(folder, Look.PLAIN);
  }

  /** Opens both trees as {@link Trees#open} does. */
  public final Trees trees(FolderPair folders, Look look) throws IOException {
    TreeRoot source = root(folders.source(), look);
    try {
      return new Trees(source, replica(folders.replica(), look.ofReplica()));
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private TreeRoot replica(Path folder, Look look) throws IOException {
    try {
      return root(folder, look);
    } catch (NoSuchFileException e) {
      return new MissingRoot(folder);
    }
  }
}

package io.camelmirror.apply;

import io.camelmirror.tree.Content;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Held;
import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The real operations, of which one call fails: the one of a given number, from 1. When the process
 * dies there, all later ones fail too.
 */
final class FailingOperations extends WatchedOperations {

  private final int failing;
  private final boolean dies;

  /** What was made empty: only what finds out about a file system does that. */
  private final Set<RawPath> probes = new HashSet<>();

  private int calls;
  private String failed;
  private boolean failedForProbe;

  FailingOperations(int failing, boolean dies) {
    this(FileOperations.best(), failing, dies);
  }

  FailingOperations(FileOperations operations, int failing, boolean dies) {
    super(operations);
    this.failing = failing;
    this.dies = dies;
  }

  /** What failed, or null when there were fewer calls. */
  String failed() {
    return failed;
  }

  /** Whether what failed would have found out about the file system. */
  boolean hasFailedForProbe() {
    return failedForProbe;
  }

  @Override
  public long copy(Content from, Entry entry, Held to, boolean sparse, BooleanSupplier aborted)
      throws IOException {
    try {
      return super.copy(from, entry, to, sparse, aborted);
    } catch (InjectedException e) {
      leavePart(from.path(), to.path());
      throw e;
    }
  }

  /** As a full disk does it: a part of the file is there. */
  private static void leavePart(Path file, Path part) throws IOException {
    try (FileChannel source = FileChannel.open(file);
        FileChannel target = FileChannel.open(part, StandardOpenOption.WRITE)) {
      source.transferTo(0, source.size() / 2, target);
    }
  }

  @Override
  synchronized void calls(String call, Held in, RawPath name) throws IOException {
    if (call.equals("createFile")) {
      probes.add(name);
    }
    calls++;
    if (calls == failing) {
      failed = call + " " + name;
      failedForProbe = probes.contains(name);
    }
    if (calls == failing || dies && calls > failing) {
      throw new InjectedException(in.path().resolve(name.path()));
    }
  }

  private static final class InjectedException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    InjectedException(Path path) {
      super(path.toString(), null, "injected");
    }
  }
}

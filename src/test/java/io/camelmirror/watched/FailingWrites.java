package io.camelmirror.watched;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Fails one write: the one of a given number, from 1. If the process dies there, all later ones
 * fail too.
 */
public final class FailingWrites implements Watch {

  private static final String PROBE = "io.camelmirror.apply.CapabilityProbe";

  private final int failing;
  private final boolean dies;
  private int calls;
  private String failed;
  private boolean failedForProbe;

  public FailingWrites(int failing, boolean dies) {
    this.failing = failing;
    this.dies = dies;
  }

  /** Returns the call that failed, or null if there were fewer calls. */
  public String failed() {
    return failed;
  }

  /** Whether the failed call belonged to a capability probe. */
  public boolean hasFailedForProbe() {
    return failedForProbe;
  }

  @Override
  public void copies(Path from, Path to) throws IOException {
    try {
      writes("copyFrom", to);
    } catch (InjectedException e) {
      leavePart(from, to);
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
  public synchronized void writes(String call, Path path) throws IOException {
    calls++;
    if (calls == failing) {
      failed = call + " " + path.getFileName();
      failedForProbe =
          StackWalker.getInstance()
              .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(PROBE)));
    }
    if (calls == failing || dies && calls > failing) {
      throw new InjectedException(path);
    }
  }

  private static final class InjectedException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    InjectedException(Path path) {
      super(path.toString(), null, "injected");
    }
  }
}

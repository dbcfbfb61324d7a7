package io.camelmirror.watch;

import java.nio.file.Path;

/** One way to hear of changes in a source. */
interface Events extends AutoCloseable {

  /** Returns true while the folder that is watched is the source and everything mounted in it. */
  boolean isCurrent();

  /** Describes the way for the log: {@code through fanotify}. */
  String describe();

  @Override
  void close();

  /** Receives the changes, on a thread of the watch. */
  interface Listener {

    /**
     * Something in a directory has changed.
     *
     * @param directory relative to the source
     * @param below if true, everything below it may have changed as well
     */
    void changed(Path directory, boolean below);

    /** Returns false after the watch was closed, so that work that takes long can stop. */
    boolean isWanted();

    /** Changes were lost. */
    void lost();

    /** Changes below some directories will not be heard of; the line says why and what helps. */
    void limited(String line);
  }

  /** The system does not permit or support this way. */
  final class NotPossibleException extends Exception {

    private static final long serialVersionUID = 1L;

    NotPossibleException(String reason) {
      super(reason);
    }
  }
}
